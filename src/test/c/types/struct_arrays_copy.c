// Structures that hold arrays are copied whole; pointers inside are not followed.
#include <stdio.h>
#include <string.h>

struct deck { int cards[5]; char name[8]; int *top; };

static struct deck shuffled(struct deck d) {
  for (int i = 0; i < 5; i++) {
    int j = (i * 7 + 3) % 5, t = d.cards[i];
    d.cards[i] = d.cards[j];
    d.cards[j] = t;
  }
  return d;
}
static int sum(struct deck d) {
  int s = 0;
  for (int i = 0; i < 5; i++) s += d.cards[i] * (i + 1);
  d.cards[0] = 999;
  return s;
}

int main(void) {
  struct deck a = {{1, 2, 3, 4, 5}, "first"}, b, *p = &b;
  a.top = a.cards;
  b = a;
  b.cards[0] = 10;
  strcpy(b.name, "second");
  printf("%d %d %d\n", a.cards[0], *b.top, b.top == a.cards);
  *p = shuffled(a);
  printf("%s %d %d\n", p->name, sum(*p), p->cards[0]);
  printf("%d\n", shuffled(shuffled(b)).cards[2]);
  struct { struct deck d[2]; } pair = {{a, b}}, copy = pair;
  copy.d[0].cards[4] = 77;
  printf("%d %d %s\n", pair.d[0].cards[4], copy.d[0].cards[4], copy.d[1].name);
  struct deck *list[] = {&a, &b};
  *list[0] = *list[1];
  printf("%d\n", memcmp(a.cards, b.cards, sizeof a.cards));
  return 0;
}
