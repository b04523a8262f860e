// Packed enumerations take the smallest type that has their values.
#include <stdio.h>

enum __attribute__((packed)) small { A, B = 200 };
enum negative { N = -1, M = 127 } __attribute__((packed));
enum __attribute__((packed)) medium { C = 256, D = 65535 };
typedef enum { E = -129, F } __attribute__((packed)) signed_medium;
enum __attribute__((packed)) large { G = 65536 };
struct holder {
  char c;
  enum medium m;
  enum small s;
};

int main(void) {
  printf("%zu %zu %zu\n", sizeof(enum small), sizeof(enum negative), sizeof(enum medium));
  printf("%zu %zu %zu\n", sizeof(signed_medium), sizeof(enum large), sizeof(struct holder));
  enum small s = B;
  enum negative n = N;
  signed_medium m = E;
  s += 100;
  printf("%d %d %d %d\n", s, n, m, n < 0);
  printf("%zu %zu\n", sizeof B, sizeof D);
}
