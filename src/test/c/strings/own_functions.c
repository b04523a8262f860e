// The string functions written anew in the styles of textbooks, against the library's.
#include <stdio.h>
#include <string.h>

static size_t my_strlen(const char *s) { const char *p = s; while (*p) ++p; return p - s; }
static char *my_strcpy(char *d, const char *s) { char *r = d; while ((*d++ = *s++)); return r; }
static int my_strcmp(const char *s, const char *t) {
  for (; *s == *t; s++, t++) if (!*s) return 0;
  return (unsigned char)*s - (unsigned char)*t;
}
static char *my_strcat(char *s, const char *t) { my_strcpy(s + my_strlen(s), t); return s; }
static void reverse(char *s) {
  for (char *e = s + my_strlen(s); s < --e; s++) { char c = *s; *s = *e; *e = c; }
}
static void itoa(long n, char s[]) {
  int i = 0, neg = n < 0;
  unsigned long u = neg ? -(unsigned long)n : n;
  do s[i++] = u % 10 + '0'; while ((u /= 10) > 0);
  if (neg) s[i++] = '-';
  s[i] = 0;
  reverse(s);
}
static long atoi_(const char *s) {
  long n = 0, sign = *s == '-' ? s++, -1 : 1;
  while (*s >= '0' && *s <= '9') n = n * 10 + (*s++ - '0');
  return n * sign;
}
static void squeeze(char s[], int c) {
  int i, j;
  for (i = j = 0; s[i] != '\0'; i++) if (s[i] != c) s[j++] = s[i];
  s[j] = '\0';
}
static int strindex(const char s[], const char t[]) {
  for (int i = 0; s[i]; i++) {
    int j = i, k = 0;
    for (; t[k] && s[j] == t[k]; j++, k++);
    if (k > 0 && !t[k]) return i;
  }
  return -1;
}
static unsigned hash(const char *s) { unsigned h; for (h = 0; *s; s++) h = *s + 31 * h; return h % 101; }

int main(void) {
  const char *words[] = {"", "a", "abc", "abcd", "b", "\xff", "zebra crossing"};
  int bad = 0;
  for (int i = 0; i < 7; i++) {
    bad += my_strlen(words[i]) != strlen(words[i]);
    for (int j = 0; j < 7; j++) {
      int x = my_strcmp(words[i], words[j]), y = strcmp(words[i], words[j]);
      bad += (x < 0) != (y < 0) || (x == 0) != (y == 0);
      char a[64], b[64];
      bad += strcmp(my_strcat(my_strcpy(a, words[i]), words[j]), strcat(strcpy(b, words[i]), words[j])) != 0;
    }
  }
  printf("%d\n", bad);
  char s[32];
  long numbers[] = {0, 7, -7, 1234567890123L, -9223372036854775807L - 1};
  for (int i = 0; i < 5; i++) { itoa(numbers[i], s); printf("%s ", s); }
  printf("%ld\n", atoi_("-4321x"));
  strcpy(s, "squeeze the e");
  squeeze(s, 'e');
  printf("%s %d %d\n", s, strindex("haystack", "stack"), strindex("x", "yy"));
  for (int i = 0; i < 7; i++) printf("%u ", hash(words[i]));
  puts("");
  return 0;
}
