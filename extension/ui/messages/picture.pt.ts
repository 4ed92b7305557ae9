import type { Translation } from '../message.ts';
import type { pictureEn } from './picture.en.ts';

export const picturePt: Translation<typeof pictureEn> = {
  'picture.title': 'Sua imagem',
  'picture.choose': 'Escolher uma imagem',
  'picture.another': 'Escolher outra',
  'picture.change': 'Trocar a imagem',
  'picture.in-tab': 'Abre em uma aba: esta janela se fecha quando você escolhe um arquivo.',
  'picture.none': 'Ainda sem imagem: seus amigos veem isto.',
  'picture.now': 'Seus amigos veem isto agora.',
  'picture.preview': 'Seus amigos vão ver isto.',
  'picture.saved': 'Salva. Seus amigos já a veem.',
  'picture.removed': 'Removida. Seus amigos voltam a ver o que havia antes.',
  'picture.remove': 'Remover a imagem',
  'picture.unreadable': 'O navegador não consegue ler este arquivo como imagem. Escolha um PNG, JPEG ou WebP.',
  'picture.too-big': 'Este arquivo passa de {mb} MB. Escolha um menor.',
  'picture.how':
    'O meio é recortado e reduzido neste navegador. Só isso vai para o servidor: onde e quando a foto foi tirada fica aqui. Quem está nas suas festas pode ver.',
};
