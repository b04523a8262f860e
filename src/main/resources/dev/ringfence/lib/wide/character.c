#include <bits/stream.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <wchar.h>

int fwide(FILE *file, int mode) {
  if (mode > 0)
    __stream_wide(file);
  else if (mode < 0 && file->wide == 0)
    file->wide = -1;
  return file->wide > 0 ? 1 : file->wide < 0 || file->buffer ? -1 : 0;
}

int __stream_wide(FILE *file) {
  if (file->wide == 0)
    file->wide = file->buffer ? -1 : 1;
  return file->wide > 0;
}

wint_t fgetwc(FILE *file) {
  mbstate_t state;
  if (!__stream_wide(file))
    return WEOF;
  memset(&state, 0, sizeof state);
  for (;;) {
    int byte = getc(file);
    if (byte == EOF)
      return WEOF;
    char c = byte;
    wchar_t wide;
    size_t size = mbrtowc(&wide, &c, 1, &state);
    if (size == (size_t)-1)
      return WEOF;
    if (size != (size_t)-2)
      return wide;
  }
}

wint_t getwc(FILE *file) { return fgetwc(file); }
wint_t getwchar(void) { return fgetwc(stdin); }

wint_t ungetwc(wint_t c, FILE *file) {
  char bytes[16];
  size_t size = c == WEOF ? (size_t)-1 : wcrtomb(bytes, c, NULL);
  if (size == (size_t)-1)
    return WEOF;
  while (size > 0)
    if (ungetc((unsigned char)bytes[--size], file) == EOF)
      return WEOF;
  return c;
}

wchar_t *fgetws(wchar_t *restrict to, int size, FILE *restrict file) {
  int at = 0;
  while (at < size - 1) {
    wint_t c = fgetwc(file);
    if (c == WEOF)
      break;
    to[at++] = c;
    if (c == L'\n')
      break;
  }
  if (at == 0)
    return NULL;
  to[at] = 0;
  return to;
}

wint_t fputwc(wchar_t c, FILE *file) {
  char bytes[16];
  if (!__stream_wide(file))
    return WEOF;
  size_t size = wcrtomb(bytes, c, NULL);
  return size != (size_t)-1 && fwrite(bytes, 1, size, file) == size ? (wint_t)c : WEOF;
}

wint_t putwc(wchar_t c, FILE *file) { return fputwc(c, file); }
wint_t putwchar(wchar_t c) { return fputwc(c, stdout); }

int fputws(const wchar_t *restrict s, FILE *restrict file) {
  for (; *s; s++)
    if (fputwc(*s, file) == WEOF)
      return -1;
  return 1;
}
