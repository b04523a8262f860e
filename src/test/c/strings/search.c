// strchr, strstr, strspn and their relatives, found and not found.
#include <stdio.h>
#include <string.h>

static void at(const char *text, const char *p) { p ? printf("%td ", p - text) : printf("- "); }

int main(void) {
  const char *t = "the cat sat on the mat";
  at(t, strchr(t, 'c')); at(t, strchr(t, 'z')); at(t, strchr(t, 0)); at(t, strrchr(t, 't')); at(t, strrchr(t, 'q'));
  at(t, strrchr(t, 0));
  puts("");
  at(t, strstr(t, "the")); at(t, strstr(t + 1, "the")); at(t, strstr(t, "")); at(t, strstr(t, "mats")); at(t, strstr(t, "mat"));
  at(t, strstr("", "x"));
  puts("");
  at(t, strpbrk(t, "xyzm")); at(t, strpbrk(t, "")); at(t, memchr(t, 'a', 5)); at(t, memchr(t, 'a', 6));
  puts("");
  printf("%zu %zu %zu %zu\n", strspn(t, "eht"), strspn(t, ""), strcspn(t, "so"), strcspn(t, "Q"));
  char list[] = ",,one,two,;three;,";
  for (char *p = strtok(list, ",;"); p; p = strtok(NULL, ",;")) printf("[%s]", p);
  puts("");
  char outer[] = "a=1 b=2 c", *save1, *save2;
  for (char *p = strtok_r(outer, " ", &save1); p; p = strtok_r(NULL, " ", &save1)) {
    char *name = strtok_r(p, "=", &save2), *value = strtok_r(NULL, "=", &save2);
    printf("%s:%s ", name, value ? value : "none");
  }
  puts("");
  char fields[] = "x::y:", *rest = fields, *f;
  while ((f = strsep(&rest, ":"))) printf("[%s]", f);
  puts("");
  char none[] = ";;;";
  printf("%d\n", strtok(none, ";") == NULL);
  int n = 0;
  for (const char *p = t; (p = strstr(p, "at")); p++) n++;
  printf("%d\n", n);
  return 0;
}
