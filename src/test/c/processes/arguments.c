// The arguments of main, which end with a null pointer, taken apart by hand.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(int argc, char *argv[]) {
  int sum = 0, upper = 0, c;
  printf("%d\n", argc);
  for (int i = 1; i < argc; i++) printf("%d [%s] %zu\n", i, argv[i], strlen(argv[i]));
  printf("%d\n", argv[argc] == NULL);
  while (--argc > 0 && (*++argv)[0] == '-')
    while ((c = *++argv[0]))
      switch (c) {
        case 'u': upper = 1; break;
        case 'n': sum = atoi(argv[0] + 1); argv[0] += strspn(argv[0] + 1, "0123456789"); break;
        default: printf("illegal option %c\n", c);
      }
  printf("%d %d %d\n", upper, sum, argc);
  char **p = argv;
  while (argc-- > 0) {
    for (char *s = *p; *s; s++) putchar(upper && *s >= 'a' && *s <= 'z' ? *s - 32 : *s);
    putchar(*++p ? ' ' : '\n');
  }
  return 0;
}
