// Objects on obstacks: they grow, are finished, and are given back together with those behind.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <obstack.h>
#define obstack_chunk_alloc malloc
#define obstack_chunk_free free
static struct obstack ob;

char *copystring(char *s) {
  size_t len = strlen(s) + 1;
  char *r = (char *) obstack_alloc(&ob, len);
  memcpy(r, s, len);
  return r;
}

int main() {
  obstack_init(&ob);
  char *a = copystring("hello"), *b = copystring("world");
  for (int i = 0; i < 10; i++) {
    obstack_1grow(&ob, '0' + i);
  }
  obstack_grow(&ob, "abc", 3);
  obstack_1grow(&ob, 0);
  printf("size %d\n", (int) obstack_object_size(&ob));
  char *c = obstack_finish(&ob);
  obstack_printf(&ob, "%d-%s", 42, "x");
  obstack_1grow(&ob, 0);
  char *d = obstack_finish(&ob);
  char *e = obstack_copy0(&ob, "copied!", 4);
  printf("%s %s %s %s %s\n", a, b, c, d, e);
  int *v = obstack_alloc(&ob, 5000 * sizeof *v);
  for (int i = 0; i < 5000; i++) v[i] = i;
  printf("%d\n", v[4999]);
  obstack_free(&ob, b);
  char *f = copystring("again");
  printf("%s %d\n", f, f == b);
  obstack_free(&ob, NULL);
}
