export * from '../../shared/languages.ts';
