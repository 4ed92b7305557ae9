/** A picture of somebody by the sea, drawn here: base64 of a PNG, as the background would give it. */
export async function portrait(): Promise<string> {
  const canvas = new OffscreenCanvas(96, 96);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  const fill = (colour: string, ...box: [number, number, number, number]) => {
    context.fillStyle = colour;
    context.fillRect(...box);
  };
  const round = (colour: string, x: number, y: number, radius: number) => {
    context.fillStyle = colour;
    context.beginPath();
    context.arc(x, y, radius, 0, 7);
    context.fill();
  };
  fill('#9cc9e8', 0, 0, 96, 60);
  fill('#3f7fa6', 0, 56, 96, 40);
  round('#f4d35e', 78, 16, 9);
  round('#5b3a29', 48, 38, 21);
  round('#e0ac86', 48, 44, 17);
  round('#c8553d', 48, 96, 32);
  const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
  return btoa(String.fromCharCode(...bytes));
}
