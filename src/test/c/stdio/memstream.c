// sprintf into one buffer piece by piece; sscanf over it; strings as tables.
#include <stdio.h>
#include <string.h>

static int append(char *to, size_t size, int at, const char *name, int value) {
  int n = snprintf(to + at, size - at, "%s%s=%d", at ? "," : "", name, value);
  return n < (int)(size - at) ? at + n : (int)size - 1;
}

int main(void) {
  char text[64];
  int at = 0;
  const char *names[] = {"alpha", "beta", "gamma", "delta", "epsilon", "zeta"};
  for (int i = 0; i < 6; i++) at = append(text, sizeof text, at, names[i], i * 1111);
  printf("%d %s\n", at, text);
  char *p = text;
  char name[16];
  int value, used;
  while (sscanf(p, "%15[a-z]=%d%n", name, &value, &used) == 2) {
    printf("%s:%d ", name, value);
    p += used;
    if (*p == ',') p++;
  }
  puts("");
  char table[3][12];
  for (int i = 0; i < 3; i++) sprintf(table[i], "%d*%d=%d", i + 7, i + 7, (i + 7) * (i + 7));
  for (int i = 0; i < 3; i++) printf("%-10s|", table[i]);
  puts("");
  char number[12];
  int sum = 0;
  for (int i = -5; i < 100; i += 35) {
    sprintf(number, "%+04d", i);
    sum += strlen(number);
    printf("%s ", number);
  }
  printf("%d\n", sum);
  return 0;
}
