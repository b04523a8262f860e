// iconv between the encodings of Unicode and of one byte: characters, marks, ends, what is missing.
#include <errno.h>
#include <iconv.h>
#include <stdio.h>
#include <string.h>

static void convert(const char *to, const char *from, const char *bytes, size_t size) {
  iconv_t conversion = iconv_open(to, from);
  char input[64], output[64], *in = input, *out = output;
  size_t left = size, room = sizeof output;
  if (conversion == (iconv_t)-1) {
    printf("%s from %s: %s\n", to, from, strerror(errno));
    return;
  }
  memcpy(input, bytes, size);
  errno = 0;
  ssize_t result = iconv(conversion, &in, &left, &out, &room);
  printf("%s from %s: %zd, %s, left %zu:", to, from, result, strerror(errno), left);
  for (char *p = output; p < out; p++)
    printf(" %02x", *p & 255);
  puts("");
  printf("%zd\n", iconv(conversion, NULL, NULL, NULL, NULL));
  iconv_close(conversion);
}

int main(void) {
  convert("UTF-8", "ISO-8859-1", "caf\xe9", 4);
  convert("ISO-8859-1", "UTF-8", "na\xc3\xafve \xe2\x82\xac", 10);
  convert("latin1", "utf8", "\xc3\xbf", 2);
  convert("ISO-8859-15", "UTF-8", "\xe2\x82\xac\xc2\xa4", 5);
  convert("UTF-8", "ISO-8859-15", "\xa4\xbd", 2);
  convert("CP1252", "UTF-8", "\xe2\x80\x9c", 3);
  convert("UTF-16", "UTF-8", "ab", 2);
  convert("UTF-16BE", "UTF-8", "a\xc3\xa9", 3);
  convert("UTF-16LE", "UTF-8", "a\xf0\x9f\x98\x80", 5);
  convert("UTF-8", "UTF-16", "\xfe\xff\0a\0b", 6);
  convert("UTF-8", "UTF-16", "\xff\xfe" "a\0b\0", 6);
  convert("UTF-8", "UTF-16LE", "=\xd8\0\xde", 4);
  convert("UTF-8", "UTF-16LE", "=\xd8", 2);
  convert("UTF-32", "UTF-8", "a", 1);
  convert("UCS-4", "UTF-8", "a", 1);
  convert("WCHAR_T", "UTF-8", "\xe2\x82\xac", 3);
  convert("ASCII", "UTF-8", "x\xc3\xa9", 3);
  convert("UTF-8", "ASCII", "a\x80", 2);
  convert("UTF-8", "UTF-8", "a\xff", 2);
  convert("UTF-8", "UTF-8", "a\xe2\x82", 3);
  convert("UTF-8", "UTF-8", "\xed\xa0\x80", 3);
  convert("UTF-8", "UTF-8", "\xc0\x80", 2);
  convert("NONE-SUCH", "UTF-8", "", 0);
  iconv_t conversion = iconv_open("UTF-16LE", "UTF-8");
  char input[] = "abcdef", output[5], *in = input, *out = output;
  size_t left = 6, room = sizeof output;
  ssize_t result = iconv(conversion, &in, &left, &out, &room);
  printf("%zd %s %zu %zu\n", result, strerror(errno), left, room);
  iconv_close(conversion);
  return 0;
}
