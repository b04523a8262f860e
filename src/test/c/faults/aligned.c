/* Numbers at odd addresses, which the processor reads and writes all the same. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

int main(void) {
  unsigned char *page =
      mmap(NULL, 2 * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  for (int i = 0; i < 2 * 4096; i++)
    page[i] = i * 7;
  for (int offset = 4088; offset < 4100; offset++) {
    uint64_t wide = *(volatile uint64_t *)(page + offset);
    int32_t word = *(volatile int32_t *)(page + offset);
    int16_t half = *(volatile int16_t *)(page + offset);
    printf("%d: %llx %x %x\n", offset, (unsigned long long)wide, word, half);
    *(volatile uint64_t *)(page + offset) = wide * 3;
    *(volatile double *)(page + offset - 9) = offset / 3.0;
    printf("%.3f\n", *(volatile double *)(page + offset - 9));
    printf("%d\n", __atomic_fetch_add((int *)(page + offset), 5, __ATOMIC_SEQ_CST));
  }
  unsigned long sum = 0;
  for (int i = 4000; i < 4200; i++)
    sum = sum * 31 + page[i];
  printf("%lx\n", sum);
  return 0;
}
