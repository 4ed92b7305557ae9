/** The popup's page for choosing a picture of oneself. */
export const pictureEn = {
  'picture.title': 'Your picture',
  'picture.choose': 'Choose a picture',
  'picture.another': 'Choose another',
  'picture.change': 'Change the picture',
  'picture.in-tab': 'Opens in a tab: this window closes when a file is chosen.',
  'picture.none': 'No picture yet: your friends see this.',
  'picture.now': 'Your friends see this now.',
  'picture.preview': 'Your friends will see this.',
  'picture.saved': 'Saved. Your friends see it now.',
  'picture.removed': 'Removed. Your friends see what was there before.',
  'picture.remove': 'Remove the picture',
  'picture.unreadable': 'The browser can’t read this file as a picture. Choose a PNG, JPEG or WebP.',
  'picture.too-big': 'This file is larger than {mb} MB. Choose a smaller one.',
  'picture.how':
    'The middle is cut out and made small in this browser. Only that goes to the server: where and when it was taken stays here. People in your parties can see it.',
} as const;
