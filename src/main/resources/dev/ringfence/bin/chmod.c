/* chmod: changes the modes of files: an octal number, or words such as u+x,go-w (POSIX). */
#include <errno.h>
#include <error.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static mode_t mask;

/* The bits of r, w, x, X, s and t for all, of which `who` will choose. */
static mode_t permissions(const char **at, mode_t mode, mode_t who) {
  mode_t bits = 0;
  for (;; ++*at) {
    switch (**at) {
      case 'r': bits |= 0444; break;
      case 'w': bits |= 0222; break;
      case 'x': bits |= 0111; break;
      case 'X': bits |= S_ISDIR(mode) || mode & 0111 ? 0111 : 0; break;
      case 's': bits |= 06000; break;
      case 't': bits |= 01000; break;
      case 'u': bits |= (mode >> 6 & 7) * 0111; break;
      case 'g': bits |= (mode >> 3 & 7) * 0111; break;
      case 'o': bits |= (mode & 7) * 0111; break;
      default: return bits & who;
    }
  }
}

/* What a mode becomes, or -1 where the words mean nothing. */
static int changed(const char *words, mode_t mode) {
  static const char names[] = "ugoa";
  static const mode_t whose[] = {04700, 02070, 01007, 07777};
  char *end;
  mode_t octal = strtol(words, &end, 8);
  if (!*end && *words >= '0' && *words <= '7' && octal <= 07777)
    return octal | (S_ISDIR(mode) && strlen(words) < 5 ? mode & 06000 : 0);
  for (;; words++) {
    mode_t who = 0;
    for (const char *name; *words && (name = strchr(names, *words)); words++)
      who |= whose[name - names];
    mode_t allowed = who ? who : 07777 & ~mask;
    if (!*words || !strchr("+-=", *words))
      return -1;
    while (*words && strchr("+-=", *words)) {
      char action = *words++;
      mode_t bits = permissions(&words, mode, allowed);
      if (action == '=')
        mode &= ~((who ? who : 07777) & (S_ISDIR(mode) ? 01777 : 07777));
      mode = action == '-' ? mode & ~bits : mode | bits;
    }
    if (!*words)
      return mode & 07777;
    if (*words != ',')
      return -1;
  }
}

static int usage(const char *program) {
  fprintf(stderr, "Try '%s --help' for more information.\n", program);
  return 1;
}

static int change(const char *words, const char *path) {
  struct stat file;
  if (stat(path, &file))
    error(0, errno, "cannot access '%s'", path);
  else if (chmod(path, changed(words, file.st_mode)))
    error(0, errno, "changing permissions of '%s'", path);
  else
    return 0;
  return 1;
}

int main(int argc, char **argv) {
  int status = 0;
  umask(mask = umask(0));
  if (argc < 2) {
    error(0, 0, "missing operand");
    return usage(argv[0]);
  }
  if (argc == 2) {
    error(0, 0, "missing operand after '%s'", argv[1]);
    return usage(argv[0]);
  }
  if (changed(argv[1], 0) < 0) {
    error(0, 0, "invalid mode: '%s'", argv[1]);
    return usage(argv[0]);
  }
  for (int i = 2; i < argc; i++)
    status |= change(argv[1], argv[i]);
  return status;
}
