/* Writes to what a program holds and may only read. */
#define _GNU_SOURCE
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

static sigjmp_buf back;
static volatile int signal_number, code;
static char *volatile address;

static void caught(int number, siginfo_t *info, void *context) {
  signal_number = number;
  code = info->si_code;
  address = info->si_addr;
  siglongjmp(back, 1);
}

static const int constant = 42;
static const char *const names[] = {"one", "two"};

static void try(const char *what, char *target) {
  if (sigsetjmp(back, 1) == 0) {
    *(volatile char *)target = 'x';
    printf("%s: nothing\n", what);
  } else
    printf("%s: signal %d, code %d, %s\n", what, signal_number, code,
           address == target ? "there" : "elsewhere");
}

int main(void) {
  struct sigaction action = {.sa_sigaction = caught, .sa_flags = SA_SIGINFO};
  sigaction(SIGSEGV, &action, NULL);
  char *literal = "a literal";
  printf("%c\n", literal[2]);
  try("text", (char *)(void *)main);
  try("another function", (char *)(void *)caught);
  try("literal", literal + 2);
  try("literal again", literal + 3);
  try("constant", (char *)&constant);
  try("a table's text", (char *)names[1]);
  if (sigsetjmp(back, 1) == 0) {
    strcpy(literal, "another");
    printf("strcpy: nothing\n");
  } else
    printf("strcpy: signal %d, code %d, %s\n", signal_number, code,
           address >= literal && address < literal + 10 ? "there" : "elsewhere");
  printf("%s %d\n", literal, constant);
  return 0;
}
