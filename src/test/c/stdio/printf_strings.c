// printf of strings and characters: widths, precisions, null, and zero bytes.
#include <stdio.h>
#include <string.h>

int main(void) {
  char unterminated[3] = {'a', 'b', 'c'};
  printf("[%s] [%10s] [%-10s] [%.2s] [%10.2s] [%-10.2s]\n", "text", "text", "text", "text", "text", "text");
  printf("[%.0s] [%.s] [%s]\n", "gone", "gone", "");
  printf("[%.3s] [%.*s] [%*s]\n", unterminated, 2, unterminated, 6, "right");
  printf("[%s] [%10s] [%.3s]\n", (char *)NULL, (char *)NULL, (char *)NULL);
  printf("[%c%c%c]\n", 'a', 'b' + 256, 'c');
  printf("%s", "");
  int n = printf("%c%c", 'x', 0);
  printf("\n%d\n", n);
  char buffer[64];
  n = sprintf(buffer, "%s-%d", "number", 42);
  printf("%d %s\n", n, buffer);
  n = snprintf(buffer, 5, "%s", "truncated");
  printf("%d %s %zu\n", n, buffer, strlen(buffer));
  n = snprintf(NULL, 0, "%d %s", 12345, "long");
  printf("%d\n", n);
  n = snprintf(buffer, 1, "abc");
  printf("%d [%s]\n", n, buffer);
  memset(buffer, '#', 8);
  snprintf(buffer, 0, "abc");
  printf("%.3s\n", buffer);
  sprintf(buffer, "a%cb", 0);
  printf("%d%d%d%d\n", buffer[0] == 'a', buffer[1] == 0, buffer[2] == 'b', buffer[3] == 0);
  printf("%s %s %s %s %s %s %s %s\n", "1", "2", "3", "4", "5", "6", "7", "8");
  printf("%%%s%%\n", "percent");
  printf("%-5s|%5s|%-5c|%5c|%05d|%-5d|\n", "l", "r", 'l', 'r', 1, 2);
  printf("\t\"tab\"\n\\back\\ \x41\101\n");
  puts("puts adds a newline");
  fputs("fputs does not", stdout);
  putchar('\n');
  fprintf(stdout, "%s\n", "fprintf");
  printf("%20.10s|\n", "a longer string than ten");
  return 0;
}
