// qsort of numbers, structures and large elements; bsearch at the edges.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct person { char name[20]; int age; };

static int ints(const void *a, const void *b) { return (*(int *)a > *(int *)b) - (*(int *)a < *(int *)b); }
static int down(const void *a, const void *b) { return ints(b, a); }
static int by_age(const void *a, const void *b) {
  const struct person *x = a, *y = b;
  return x->age != y->age ? x->age - y->age : strcmp(x->name, y->name);
}
static int chars(const void *a, const void *b) { return *(char *)a - *(char *)b; }

int main(void) {
  int v[] = {5, -1, 3, 2147483647, -2147483648, 0, 3, 9};
  int n = sizeof v / sizeof *v;
  qsort(v, n, sizeof *v, ints);
  for (int i = 0; i < n; i++) printf("%d ", v[i]);
  puts("");
  for (int key = -1; key < 6; key += 2) {
    int *p = bsearch(&key, v, n, sizeof *v, ints);
    printf("%d ", p ? *p : -99);
  }
  qsort(v, n, sizeof *v, down);
  printf("%d %d\n", v[0], v[n - 1]);
  struct person people[] = {{"Cy", 30}, {"Al", 25}, {"Di", 25}, {"Bo", 41}, {"Ed", 7}};
  qsort(people, 5, sizeof *people, by_age);
  for (int i = 0; i < 5; i++) printf("%s%d ", people[i].name, people[i].age);
  puts("");
  char word[] = "sorting letters";
  qsort(word, strlen(word), 1, chars);
  printf("[%s]\n", word);
  qsort(v, 0, sizeof *v, ints);
  qsort(v, 1, sizeof *v, ints);
  printf("%d\n", bsearch(v, v, 0, sizeof *v, ints) == NULL);
  static int many[2000];
  unsigned seed = 3;
  for (int i = 0; i < 2000; i++) many[i] = (seed = seed * 69069 + 1) >> 12;
  qsort(many, 2000, sizeof *many, ints);
  int wrong = 0;
  for (int i = 1; i < 2000; i++) wrong += many[i - 1] > many[i];
  printf("%d\n", wrong);
  return 0;
}
