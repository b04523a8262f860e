// Vectors of strings, and those of names and values.
#include <stdio.h>
#include <stdlib.h>
#include <argz.h>
#include <envz.h>

int main() {
  char *z = NULL;
  size_t n = 0;
  argz_create_sep("one:two::three", ':', &z, &n);
  argz_add(&z, &n, "four");
  argz_add_sep(&z, &n, "a,b", ',');
  for (char *e = NULL; (e = argz_next(z, n, e)); ) printf("[%s]", e);
  printf(" %zu %zu\n", n, argz_count(z, n));
  unsigned rc = 0;
  argz_replace(&z, &n, "o", "0", &rc);
  argz_insert(&z, &n, argz_next(z, n, z), "ins");
  argz_stringify(z, n, ' ');
  printf("%s %u\n", z, rc);
  free(z);
  z = NULL;
  n = 0;
  envz_add(&z, &n, "A", "1");
  envz_add(&z, &n, "B", NULL);
  envz_add(&z, &n, "A", "2");
  printf("%s %s %s\n", envz_get(z, n, "A"), envz_get(z, n, "B") ? "?" : "null", envz_entry(z, n,
      "B"));
  envz_strip(&z, &n);
  envz_remove(&z, &n, "A");
  printf("%zu\n", n);
}
