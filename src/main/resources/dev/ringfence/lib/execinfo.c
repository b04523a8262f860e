#include <bits/symbols.h>
#include <errno.h>
#include <execinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int backtrace(void **to, int most) { return __builtin_calls_trace(to, most); }

static int describe(char *to, size_t room, void *address) {
  const struct __symbol *symbol = __symbol_at((char *)address - 1);
  return snprintf(to, room, "%s(%s+0x%zx) [%p]", program_invocation_name,
                  symbol ? symbol->name : "", symbol ? (char *)address - (char *)symbol->address : 0,
                  address);
}

char **backtrace_symbols(void *const *addresses, int count) {
  size_t room = count * sizeof(char *);
  for (int i = 0; i < count; i++)
    room += describe(NULL, 0, addresses[i]) + 1;
  char **list = malloc(room), *at = (char *)(list + count);
  for (int i = 0; list && i < count; i++) {
    list[i] = at;
    at += describe(at, room - (at - (char *)list), addresses[i]) + 1;
  }
  return list;
}

void backtrace_symbols_fd(void *const *addresses, int count, int fd) {
  char line[300];
  for (int i = 0; i < count; i++) {
    int length = describe(line, sizeof line - 1, addresses[i]);
    length = length > sizeof line - 2 ? sizeof line - 2 : length;
    line[length] = '\n';
    write(fd, line, length + 1);
  }
}
