/* Jumps to where nothing may be executed, or where nothing can be. */
#define _GNU_SOURCE
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

static sigjmp_buf back;
static volatile int signal_number, code;
static char *volatile address;

static void caught(int number, siginfo_t *info, void *context) {
  signal_number = number;
  code = info->si_code;
  address = info->si_addr;
  siglongjmp(back, 1);
}

static void try(const char *what, void *target) {
  void (*volatile function)(void) = (void (*)(void))target;
  if (sigsetjmp(back, 1) == 0) {
    function();
    printf("%s: nothing\n", what);
  } else
    printf("%s: signal %d, code %d, %s\n", what, signal_number, code,
           address == (char *)target ? "at the target" : address == NULL ? "at null" : "elsewhere");
}

static char data[64];
static const char constant[64] = {1};

int main(void) {
  struct sigaction action = {.sa_sigaction = caught, .sa_flags = SA_SIGINFO};
  sigaction(SIGSEGV, &action, NULL);
  sigaction(SIGBUS, &action, NULL);
  sigaction(SIGILL, &action, NULL);
  char local[64];
  memset(local, 0xc3, sizeof local);
  memset(data, 0xc3, sizeof data);
  char *heap = malloc(64);
  memset(heap, 0xc3, 64);
  char *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  char *untouched = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  memset(page, 0xc3, 4096);
  try("null", NULL);
  try("16", (void *)16);
  try("data", data);
  try("constant", (void *)constant);
  try("stack", local);
  try("heap", heap);
  try("mmap", page);
  try("mmap, untouched", untouched + 8);
  mprotect(page, 4096, PROT_READ);
  try("mmap, read-only", page);
  mprotect(page, 4096, PROT_NONE);
  try("mmap, none", page);
  munmap(page, 4096);
  try("unmapped", page);
  try("kernel half", (void *)0xffff800000000000UL);
  try("kernel text", (void *)0xffffffff81000000UL);
  try("wild", (void *)0x123456789abUL);
  try("not canonical", (void *)0x1234567812345678UL);
  return 0;
}
