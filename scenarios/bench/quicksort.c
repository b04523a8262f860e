// Sorts pseudo-random numbers by a recursive quicksort.
#include <stdio.h>
#include <stdlib.h>

#define SIZE 200000

static int numbers[SIZE];

static void swap(int *x, int *y) {
  int old = *x;
  *x = *y;
  *y = old;
}

static void sort(int *v, int from, int to) {
  if (from >= to)
    return;
  int pivot = v[(from + to) / 2];
  int i = from, j = to;
  while (i <= j) {
    while (v[i] < pivot)
      i++;
    while (v[j] > pivot)
      j--;
    if (i <= j)
      swap(&v[i++], &v[j--]);
  }
  sort(v, from, j);
  sort(v, i, to);
}

int main(int argc, char **argv) {
  int rounds = argc > 1 ? atoi(argv[1]) : 1;
  unsigned seed = 1, check = 0;
  for (int round = 0; round < rounds; round++) {
    for (int i = 0; i < SIZE; i++) {
      seed = seed * 1103515245 + 12345;
      numbers[i] = (int)(seed >> 8);
    }
    sort(numbers, 0, SIZE - 1);
    for (int i = 1; i < SIZE; i++)
      if (numbers[i - 1] > numbers[i])
        return 1;
    check = check * 31 + (unsigned)numbers[SIZE / 2];
  }
  printf("%u\n", check);
  return 0;
}
