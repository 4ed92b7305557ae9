import { t } from '../../ui/i18n.ts';

export const NothingSaid = () => <p class="wp-line">{t('chat.empty')}</p>;
