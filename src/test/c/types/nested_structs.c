// Structures in structures in arrays: copies of inner parts, pointers to them, sizes.
#include <stdio.h>
#include <stddef.h>

struct date { unsigned char day, month; short year; };
struct address { char street[12]; int number; };
struct person {
  char name[8];
  struct date born;
  struct { struct address home, work; int commutes; } at;
  struct person *friends[2];
};

static struct date next(struct date d) { d.day++; return d; }
static int years(const struct person *p, int now) { return now - p->born.year; }
static void move(struct address *a, int n) { a->number = n; }

int main(void) {
  struct person a = {"ann", {1, 2, 1990}, {{"high", 1}, {"low", 2}, 1}, {0}};
  struct person b = {.name = "bob", .born = next(a.born), .at.work = a.at.home, .friends = {&a}};
  a.friends[1] = &b;
  printf("%d.%d.%d %s %d\n", b.born.day, b.born.month, b.born.year, b.at.work.street, b.at.home.number);
  move(&a.friends[1]->at.home, 77);
  move(&b.friends[0]->at.work, 88);
  printf("%d %d\n", b.at.home.number, a.at.work.number);
  b.at = a.at;
  b.at.commutes++;
  printf("%d %d %s\n", a.at.commutes, b.at.commutes, b.at.work.street);
  struct date *d = &a.friends[1]->friends[0]->born;
  d->year = 2000;
  printf("%d %d\n", years(&a, 2024), next(next(*d)).day);
  printf("%zu %zu %zu\n", sizeof(struct person), offsetof(struct person, at.work), offsetof(struct person, friends[1]));
  struct person crowd[3] = {a, b, a};
  crowd[2].at.home = crowd[1].at.home;
  printf("%d %s\n", crowd[2].at.home.number, crowd[1].friends[0]->name);
  return 0;
}
