import { PNG } from 'pngjs';
import { expect, it } from 'vitest';
import { sizedLike } from '../../looks/sized-like.ts';

/** Each pixel has its place as its colour. */
function picture(width: number, height: number): Buffer {
  const png = new PNG({ width, height });
  for (let n = 0; n < width * height; n++) png.data.set([n % width, Math.floor(n / width), 0, 255], n * 4);
  return PNG.sync.write(png);
}
const pixel = ({ data, width }: PNG, x: number, y: number) => [...data.subarray((y * width + x) * 4).subarray(0, 4)];

it('has the size of the other, whatever lies within in its place, and nothing of ours where there is nothing', () => {
  const grown = PNG.sync.read(sizedLike(picture(100, 60), picture(99, 62)));
  expect([grown.width, grown.height]).toEqual([99, 62]);
  expect(pixel(grown, 98, 59)).toEqual([98, 59, 0, 255]);
  expect(pixel(grown, 0, 60)).toEqual([255, 0, 255, 255]);
  const same = picture(100, 60);
  expect(PNG.sync.read(sizedLike(same, same)).data).toEqual(PNG.sync.read(same).data);
});

it('is refused if it is another size altogether', () => {
  expect(() => sizedLike(picture(100, 60), picture(100, 64))).not.toThrow();
  expect(() => sizedLike(picture(100, 60), picture(100, 65))).toThrow('its height is 60 px, and was 65');
  expect(() => sizedLike(picture(110, 60), picture(100, 60))).toThrow('its width is 110 px, and was 100');
});
