// A structure that ends in an array without a bound takes as many elements as were allocated.
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct message { unsigned length; char text[]; };
struct stack { int top, size; long item[]; };
struct old { short n; char data[0]; };

static struct message *message(const char *text) {
  size_t n = strlen(text);
  struct message *m = malloc(sizeof *m + n + 1);
  m->length = n;
  memcpy(m->text, text, n + 1);
  return m;
}

static struct stack *push(struct stack *s, long item) {
  if (!s || s->top == s->size) {
    int size = s ? s->size * 2 : 1;
    int top = s ? s->top : 0;
    s = realloc(s, offsetof(struct stack, item) + size * sizeof(long));
    s->size = size;
    s->top = top;
  }
  s->item[s->top++] = item;
  return s;
}

int main(void) {
  struct message *m = message("a flexible message");
  printf("%u %s %zu\n", m->length, m->text, sizeof *m);
  m = realloc(m, sizeof *m + 100);
  strcat(m->text, ", grown");
  puts(m->text);
  struct stack *s = 0;
  for (long i = 0; i < 50; i++) s = push(s, i * i);
  long sum = 0;
  while (s->top) sum += s->item[--s->top];
  printf("%ld %d %zu\n", sum, s->size, sizeof(struct stack));
  struct old *o = malloc(sizeof *o + 4);
  strcpy(o->data, "old");
  printf("%s %zu %zu\n", o->data, sizeof *o, offsetof(struct old, data));
  free(m);
  free(s);
  free(o);
  return 0;
}
