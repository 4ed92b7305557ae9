import type { Translation } from '../message.ts';
import type { pictureEn } from './picture.en.ts';

export const pictureKo: Translation<typeof pictureEn> = {
  'picture.title': '내 사진',
  'picture.choose': '사진 고르기',
  'picture.another': '다른 사진 고르기',
  'picture.change': '사진 바꾸기',
  'picture.in-tab': '탭에서 열려요. 파일을 고르면 이 창이 닫히기 때문이에요.',
  'picture.none': '아직 사진이 없어요. 친구들에게는 이렇게 보여요.',
  'picture.now': '지금 친구들에게 이렇게 보여요.',
  'picture.preview': '친구들에게 이렇게 보일 거예요.',
  'picture.saved': '저장했어요. 이제 친구들에게 보여요.',
  'picture.removed': '뺐어요. 친구들에게는 전에 있던 것이 다시 보여요.',
  'picture.remove': '사진 빼기',
  'picture.unreadable': '브라우저가 이 파일을 사진으로 읽을 수 없어요. PNG, JPEG, WebP 중 하나를 골라 주세요.',
  'picture.too-big': '이 파일은 {mb} MB보다 커요. 더 작은 것을 골라 주세요.',
  'picture.how':
    '가운데 부분을 이 브라우저에서 잘라 작게 만들어요. 서버에는 그것만 가고, 찍은 곳과 때는 여기에 남아요. 같은 파티에 있는 사람들이 볼 수 있어요.',
};
