// Unrolled loops, generated functions and structures by pasting.
#include <stdio.h>

#define DEFINE_STACK(T)                                                        \
  struct stack_##T { T items[8]; int top; };                                   \
  static void push_##T(struct stack_##T *s, T item) { s->items[s->top++] = item; } \
  static T pop_##T(struct stack_##T *s) { return s->items[--s->top]; }         \
  static int size_##T(const struct stack_##T *s) { return s->top; }
#define STACK(T) struct stack_##T
#define REPEAT4(m) m(0) m(1) m(2) m(3)
#define ADD(i) total += v[i];
#define NAME(i) name_##i,
#define FIELD(i) int f##i;
#define BIT(n) (1u << n##u)

DEFINE_STACK(int)
DEFINE_STACK(char)
typedef const char *text;
DEFINE_STACK(text)
enum { REPEAT4(NAME) names };
struct fields { REPEAT4(FIELD) };

int main(void) {
  STACK(int) numbers = {0};
  STACK(char) letters = {0};
  STACK(text) texts = {0};
  for (int i = 0; i < 5; i++) push_int(&numbers, i * i), push_char(&letters, 'a' + i);
  push_text(&texts, "first");
  push_text(&texts, "second");
  printf("%d %c %s\n", pop_int(&numbers), pop_char(&letters), pop_text(&texts));
  printf("%d %d %d\n", size_int(&numbers), size_char(&letters), size_text(&texts));
  int v[] = {1, 2, 3, 4}, total = 0;
  REPEAT4(ADD)
  printf("%d %d %zu\n", total, names, sizeof(struct fields));
  printf("%u\n", BIT(0) | BIT(5));
  return name_3;
}
