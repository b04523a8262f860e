#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

char *optarg;
int optind = 1, opterr = 1, optopt = '?';

/* The option that was wrong last: each call copies it to `optopt`. */
int __wrong_option;

/* The rest of a word of short options; the words between `first` and `last` are not options and have
   been passed over. */
static const char *rest;
static int first, last;
static enum { PERMUTES, STOPS, RETURNS } order;

/* Moves the words passed over behind the options that came after them. */
static void exchange(char **argv) {
  int options = optind - last, others = last - first;
  char *moved;
  for (int i = 0; i < options; i++) {
    moved = argv[last + i];
    memmove(argv + first + i + 1, argv + first + i, others * sizeof *argv);
    argv[first + i] = moved;
  }
  first += options;
  last = optind;
}

static int is_option(const char *word) { return word[0] == '-' && word[1]; }

static int long_option(int argc, char **argv, const char *options, const struct option *longs,
                       int *which, int only, const char *dashes) {
  const char *name = rest, *end = strchrnul(name, '=');
  const struct option *found = NULL;
  int index = -1, ambiguous = 0, quiet = !opterr || options[0] == ':' || options[0] && options[1] == ':' && strchr("+-", options[0]);
  for (int i = 0; longs[i].name; i++) {
    if (strncmp(longs[i].name, name, end - name))
      continue;
    if (strlen(longs[i].name) == end - name) {
      found = &longs[i];
      index = i;
      ambiguous = 0;
      break;
    }
    if (!found) {
      found = &longs[i];
      index = i;
    } else if (only || found->has_arg != longs[i].has_arg || found->flag != longs[i].flag ||
               found->val != longs[i].val) {
      ambiguous = 1;
    }
  }
  if (ambiguous) {
    if (!quiet) {
      fprintf(stderr, "%s: option '%s%s' is ambiguous; possibilities:", argv[0], dashes, name);
      for (int i = 0; longs[i].name; i++)
        if (!strncmp(longs[i].name, name, end - name))
          fprintf(stderr, " '%s%s'", dashes, longs[i].name);
      fprintf(stderr, "\n");
    }
    rest = NULL;
    optind++;
    __wrong_option = 0;
    return '?';
  }
  if (!found) {
    /* What is no long option may be short ones. */
    if (only && argv[optind][1] != '-' && strchr(options, *name))
      return -1;
    if (!quiet)
      fprintf(stderr, "%s: unrecognized option '%s%s'\n", argv[0], dashes, name);
    rest = NULL;
    optind++;
    __wrong_option = 0;
    return '?';
  }
  optind++;
  rest = NULL;
  if (*end) {
    if (!found->has_arg) {
      if (!quiet)
        fprintf(stderr, "%s: option '%s%s' doesn't allow an argument\n", argv[0], dashes,
                found->name);
      __wrong_option = found->val;
      return '?';
    }
    optarg = (char *)end + 1;
  } else if (found->has_arg == required_argument) {
    if (optind >= argc) {
      if (!quiet)
        fprintf(stderr, "%s: option '%s%s' requires an argument\n", argv[0], dashes, found->name);
      __wrong_option = found->val;
      return options[0] == ':' || options[0] && options[1] == ':' && strchr("+-", options[0]) ? ':' : '?';
    }
    optarg = argv[optind++];
  }
  if (which)
    *which = index;
  if (found->flag) {
    *found->flag = found->val;
    return 0;
  }
  return found->val;
}

static int next(int argc, char **argv, const char *options, const struct option *longs, int *which,
                int only) {
  static int started;
  if (argc < 1)
    return -1;
  optarg = NULL;
  if (optind == 0 || !started) {
    if (optind == 0)
      optind = 1;
    first = last = optind;
    rest = NULL;
    started = 1;
    order = *options == '-' ? RETURNS : *options == '+' || getenv("POSIXLY_CORRECT") ? STOPS : PERMUTES;
  }
  if (*options == '-' || *options == '+')
    options++;
  int quiet = !opterr || *options == ':';
  if (!rest || !*rest) {
    if (last > optind)
      last = optind;
    if (first > optind)
      first = optind;
    if (order == PERMUTES) {
      if (first != last && last != optind)
        exchange(argv);
      else if (last != optind)
        first = optind;
      while (optind < argc && !is_option(argv[optind]))
        optind++;
      last = optind;
    }
    if (optind < argc && !strcmp(argv[optind], "--")) {
      optind++;
      if (first != last && last != optind)
        exchange(argv);
      else if (first == last)
        first = optind;
      last = argc;
      optind = argc;
    }
    if (optind >= argc) {
      if (first != last)
        optind = first;
      return -1;
    }
    if (!is_option(argv[optind])) {
      if (order == STOPS)
        return -1;
      optarg = argv[optind++];
      return 1;
    }
    const char *word = argv[optind];
    if (longs) {
      if (word[1] == '-') {
        rest = word + 2;
        return long_option(argc, argv, options, longs, which, only, "--");
      }
      if (only && (word[2] || !strchr(options, word[1]))) {
        rest = word + 1;
        int result = long_option(argc, argv, options, longs, which, 1, "-");
        if (result != -1)
          return result;
      }
    }
    rest = word + 1;
  }
  char c = *rest++;
  const char *found = strchr(options, c);
  if (!*rest)
    optind++;
  if (!found || c == ':' || c == ';') {
    if (!quiet)
      fprintf(stderr, "%s: invalid option -- '%c'\n", argv[0], c);
    __wrong_option = (unsigned char)c;
    return '?';
  }
  if (found[0] == 'W' && found[1] == ';' && longs) {
    if (!*rest) {
      if (optind >= argc) {
        if (!quiet)
          fprintf(stderr, "%s: option requires an argument -- '%c'\n", argv[0], c);
        __wrong_option = c;
        return *options == ':' ? ':' : '?';
      }
      rest = argv[optind];
    }
    return long_option(argc, argv, options, longs, which, 0, "-W ");
  }
  if (found[1] != ':')
    return (unsigned char)c;
  if (*rest) {
    optarg = (char *)rest;
    optind++;
  } else if (found[2] != ':') {
    if (optind >= argc) {
      if (!quiet)
        fprintf(stderr, "%s: option requires an argument -- '%c'\n", argv[0], c);
      __wrong_option = (unsigned char)c;
      rest = NULL;
      return *options == ':' ? ':' : '?';
    }
    optarg = argv[optind++];
  }
  rest = NULL;
  return (unsigned char)c;
}

static int call(int argc, char *const argv[], const char *options, const struct option *longs,
                int *which, int only) {
  int result = next(argc, (char **)argv, options, longs, which, only);
  optopt = __wrong_option;
  return result;
}

int getopt(int argc, char *const argv[], const char *options) {
  return call(argc, argv, options, NULL, NULL, 0);
}

int getopt_long(int argc, char *const argv[], const char *options, const struct option *longs,
                int *which) {
  return call(argc, argv, options, longs, which, 0);
}

int getopt_long_only(int argc, char *const argv[], const char *options,
                     const struct option *longs, int *which) {
  return call(argc, argv, options, longs, which, 1);
}
