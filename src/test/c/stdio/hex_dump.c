// Dumps standard input in hexadecimal, as od and xxd do, with zero bytes and high ones.
#include <ctype.h>
#include <stdio.h>

int main(void) {
  unsigned char b[8];
  size_t n, at = 0;
  while ((n = fread(b, 1, sizeof b, stdin)) > 0) {
    printf("%08zx:", at);
    for (size_t i = 0; i < sizeof b; i++) i < n ? printf(" %02x", b[i]) : printf("   ");
    printf("  ");
    for (size_t i = 0; i < n; i++) putchar(isprint(b[i]) ? b[i] : '.');
    putchar('\n');
    at += n;
  }
  printf("%08zx\n%d %d\n", at, feof(stdin) != 0, ferror(stdin));
  return 0;
}
