#include <argp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { SHORT_COLUMN = 2, LONG_COLUMN = 6, DOC_COLUMN = 2, TEXT_COLUMN = 29, HEADER_COLUMN = 1 };
enum { USAGE_INDENT = 12, RIGHT_MARGIN = 79 };

/* Text that is broken into lines: a word that does not fit goes to the next line, to column `wrap`;
   other lines begin at column `left`. */
struct page {
  FILE *stream;
  int column, left, wrap, spaces;
};

static void indent(struct page *page, int column) {
  for (; page->column < column; page->column++)
    fputc(' ', page->stream);
}

static void newline(struct page *page) {
  fputc('\n', page->stream);
  page->column = page->spaces = 0;
}

static void put(struct page *page, const char *text) {
  while (*text) {
    int length = strcspn(text, " \n");
    if (length) {
      if (!page->column)
        indent(page, page->left);
      if (page->spaces && page->column + page->spaces + length >= RIGHT_MARGIN) {
        newline(page);
        indent(page, page->wrap);
      }
      indent(page, page->column + page->spaces);
      page->spaces = 0;
      fwrite(text, 1, length, page->stream);
      page->column += length;
      text += length;
    } else if (*text++ == ' ') {
      page->spaces++;
    } else {
      newline(page);
    }
  }
}

static void puts_formatted(struct page *page, const char *format, ...) {
  va_list list;
  va_start(list, format);
  char *text;
  if (vasprintf(&text, format, list) >= 0) {
    put(page, text);
    free(text);
  }
  va_end(list);
}

/* A space, or a new line if what follows, with the space before it, would not fit. */
static void space(struct page *page, int needed) {
  if (page->column + page->spaces + needed >= RIGHT_MARGIN) {
    newline(page);
    indent(page, page->wrap);
  } else {
    put(page, " ");
  }
}

/* Options that are told together under the header of a child, and where they come. */
struct cluster {
  const char *header;
  int place, group, depth;
  struct cluster *parent, *next;
  const struct argp *argp;
};

/* An option with its aliases, `count` in all. */
struct entry {
  const struct argp_option *option;
  int count, group, order;
  const struct argp *argp;
  struct cluster *cluster;
};

struct list {
  struct entry *entries;
  int count;
  struct cluster *clusters;
};

static int visible(const struct argp_option *option) { return !(option->flags & OPTION_HIDDEN); }

static int letter(const struct argp_option *option) {
  return option->key > 0 && option->key <= UCHAR_MAX && isprint(option->key) ? option->key : 0;
}

static int shown_letter(const struct entry *e, const struct argp_option *option) {
  if (e->option->flags & OPTION_DOC || !visible(option))
    return 0;
  return letter(option);
}

static int first_letter(const struct entry *e) {
  for (int i = 0; i < e->count && !(e->option->flags & OPTION_DOC); i++)
    if (visible(&e->option[i]) && letter(&e->option[i]))
      return letter(&e->option[i]);
  return 0;
}

static const char *first_name(const struct entry *e) {
  for (int i = 0; i < e->count; i++)
    if (visible(&e->option[i]) && e->option[i].name)
      return e->option[i].name;
  return NULL;
}

static int compare_groups(int one, int other, int equal) {
  if (one == other)
    return equal;
  return (one < 0) == (other < 0) ? one - other : other - one;
}

static struct cluster *base(struct cluster *cluster) {
  while (cluster->parent)
    cluster = cluster->parent;
  return cluster;
}

static int compare_clusters(struct cluster *one, struct cluster *other) {
  struct cluster *a = one, *b = other;
  while (a->depth > b->depth)
    a = a->parent;
  while (b->depth > a->depth)
    b = b->parent;
  if (a == b)
    return one->depth - other->depth;
  while (a->parent != b->parent) {
    a = a->parent;
    b = b->parent;
  }
  return compare_groups(a->group, b->group, b->place - a->place);
}

static int compare_names(const struct entry *a, const struct entry *b) {
  const char *name_a = first_name(a), *name_b = first_name(b);
  int docs_a = a->option->flags & OPTION_DOC, docs_b = b->option->flags & OPTION_DOC;
  int letter_a = first_letter(a), letter_b = first_letter(b);
  if (docs_a != docs_b)
    return docs_a - docs_b;
  if (docs_a && name_a)
    name_a += strspn(name_a, "- ");
  if (docs_b && name_b)
    name_b += strspn(name_b, "- ");
  int order;
  if (!letter_a && !letter_b && name_a && name_b) {
    order = strcasecmp(name_a, name_b);
  } else {
    int first_a = letter_a ? letter_a : name_a ? *name_a : 0;
    int first_b = letter_b ? letter_b : name_b ? *name_b : 0;
    order = tolower(first_a) - tolower(first_b);
    order = order ? order : first_b - first_a;
  }
  return order ? order : a->order - b->order;
}

static int compare(const void *one, const void *other) {
  const struct entry *a = one, *b = other;
  if (a->cluster != b->cluster) {
    if (!a->cluster)
      return compare_groups(a->group, base(b->cluster)->group, -1);
    if (!b->cluster)
      return compare_groups(base(a->cluster)->group, b->group, 1);
    return compare_clusters(a->cluster, b->cluster);
  }
  return a->group != b->group ? compare_groups(a->group, b->group, 0) : compare_names(a, b);
}

static void collect(struct list *list, const struct argp *argp, struct cluster *cluster) {
  int group = 0;
  const struct argp_option *option = argp->options;
  for (; option && (option->name || option->key || option->doc); option++) {
    if (option->flags & OPTION_ALIAS && list->count) {
      list->entries[list->count - 1].count++;
      continue;
    }
    int header = !option->name && !option->key;
    group = option->group ? option->group : header ? group + 1 : group;
    list->entries = reallocarray(list->entries, list->count + 1, sizeof *list->entries);
    list->entries[list->count] = (struct entry){option, 1, group, list->count, argp, cluster};
    list->count++;
  }
  const struct argp_child *child = argp->children;
  for (int place = 0; child && child->argp; child++, place++) {
    struct cluster *own = cluster;
    if (child->group || child->header) {
      own = malloc(sizeof *own);
      *own = (struct cluster){child->header, -place, child->group, cluster ? cluster->depth + 1 : 0,
                              cluster, list->clusters, argp};
      list->clusters = own;
    }
    collect(list, child->argp, own);
  }
}

static struct list list_of(const struct argp *argp) {
  struct list list = {0};
  if (argp)
    collect(&list, argp, NULL);
  qsort(list.entries, list.count, sizeof *list.entries, compare);
  return list;
}

static void discard(struct list *list) {
  for (struct cluster *c = list->clusters, *next; c; c = next) {
    next = c->next;
    free(c);
  }
  free(list->entries);
}

/* The input that a parser of a present parse has, for its filter. */
extern void *__argp_input(const struct argp *argp, const struct argp_state *state);

static char *filtered(const char *text, int key, const struct argp *argp,
                      const struct argp_state *state) {
  if (argp && argp->help_filter)
    return argp->help_filter(key, text, __argp_input(argp, state));
  return (char *)text;
}

static void release(char *text, const char *original) {
  if (text != original)
    free(text);
}

/* How far the list has been told: the entry before, whether groups are set apart, and whether an
   argument was told with the long name alone. */
struct progress {
  struct entry *before;
  int apart, abridged, begun;
};

static void header(struct page *page, const char *text, const struct argp *argp,
                   const struct argp_state *state, struct progress *progress) {
  char *shown = filtered(text, ARGP_KEY_HELP_HEADER, argp, state);
  if (shown && *shown) {
    if (progress->before)
      newline(page);
    page->left = page->wrap = HEADER_COLUMN;
    put(page, shown);
    page->left = page->wrap = 0;
    newline(page);
  }
  if (shown)
    progress->apart = 1;
  release(shown, text);
}

static int within(const struct cluster *inner, const struct cluster *outer) {
  while (inner && inner != outer)
    inner = inner->parent;
  return inner == outer;
}

static void comma(struct page *page, int column, struct entry *e, struct progress *progress,
                  const struct argp_state *state) {
  if (progress->begun) {
    put(page, ", ");
    return;
  }
  struct entry *before = progress->before;
  if (progress->apart && before && before->group != e->group)
    newline(page);
  if (e->cluster && e->cluster->header && *e->cluster->header &&
      (!before || before->cluster != e->cluster && !within(before->cluster, e->cluster)))
    header(page, e->cluster->header, e->cluster->argp, state, progress);
  progress->begun = 1;
  indent(page, column);
}

static void argument(struct page *page, const struct argp_option *real, const char *needed,
                     const char *optional) {
  if (real->arg)
    puts_formatted(page, real->flags & OPTION_ARG_OPTIONAL ? optional : needed, real->arg);
}

static void names(struct page *page, struct entry *e, struct progress *progress,
                  const struct argp_state *state) {
  const struct argp_option *real = e->option;
  int has_long = first_name(e) != NULL;
  for (int i = 0; i < e->count; i++) {
    int c = shown_letter(e, &real[i]);
    if (!c)
      continue;
    comma(page, SHORT_COLUMN, e, progress, state);
    puts_formatted(page, "-%c", c);
    if (!has_long)
      argument(page, real, " %s", "[%s]");
    else if (real->arg)
      progress->abridged = 1;
  }
  for (int i = 0; i < e->count; i++)
    if (real[i].name && visible(&real[i])) {
      comma(page, real->flags & OPTION_DOC ? DOC_COLUMN : LONG_COLUMN, e, progress, state);
      puts_formatted(page, real->flags & OPTION_DOC ? "%s" : "--%s", real[i].name);
      if (!(real->flags & OPTION_DOC))
        argument(page, real, "=%s", "[=%s]");
    }
}

static void tell(struct page *page, struct entry *e, struct progress *progress,
                 const struct argp_state *state) {
  const struct argp_option *real = e->option;
  progress->begun = 0;
  page->left = page->wrap = 0;
  names(page, e, progress, state);
  if (!progress->begun) {
    if (real->name || real->key)
      return;
    if (real->doc)
      header(page, real->doc, e->argp, state, progress);
  } else {
    char *doc = filtered(real->doc, real->key, e->argp, state);
    if (doc && *doc) {
      page->left = page->wrap = TEXT_COLUMN;
      if (page->column > TEXT_COLUMN + 3)
        newline(page);
      else if (page->column >= TEXT_COLUMN)
        put(page, "   ");
      else
        indent(page, TEXT_COLUMN);
      put(page, doc);
    }
    release(doc, real->doc);
    page->left = page->wrap = 0;
    newline(page);
  }
  progress->before = e;
}

static void tell_all(struct page *page, struct list *list, const struct argp *argp,
                     const struct argp_state *state) {
  static const char *const note =
      "Mandatory or optional arguments to long options are also mandatory or optional for any "
      "corresponding short options.";
  struct progress progress = {0};
  for (int i = 0; i < list->count; i++)
    tell(page, &list->entries[i], &progress, state);
  if (!progress.abridged)
    return;
  char *shown = filtered(note, ARGP_KEY_HELP_DUP_ARGS_NOTE, argp, state);
  if (shown && *shown) {
    newline(page);
    put(page, shown);
    newline(page);
  }
  release(shown, note);
}

static int in_usage(const struct argp_option *real, const struct argp_option *option) {
  return visible(option) && !((real->flags | option->flags) & OPTION_NO_USAGE);
}

static void usage(struct page *page, struct list *list) {
  char flags[UCHAR_MAX + 2] = "", *end = flags;
  for (struct entry *e = list->entries; e < list->entries + list->count; e++)
    for (int i = 0; i < e->count; i++) {
      int c = letter(&e->option[i]);
      if (c && !e->option->arg && in_usage(e->option, &e->option[i]) && !strchr(flags, c))
        *end++ = c, *end = 0;
    }
  if (*flags)
    puts_formatted(page, " [-%s]", flags);
  for (struct entry *e = list->entries; e < list->entries + list->count; e++)
    for (int i = 0; i < e->count; i++) {
      int c = letter(&e->option[i]);
      const char *arg = e->option->arg;
      if (!c || !arg || !in_usage(e->option, &e->option[i]))
        continue;
      if (e->option->flags & OPTION_ARG_OPTIONAL) {
        puts_formatted(page, " [-%c[%s]]", c, arg);
      } else {
        space(page, 6 + strlen(arg));
        puts_formatted(page, "[-%c %s]", c, arg);
      }
    }
  for (struct entry *e = list->entries; e < list->entries + list->count; e++)
    for (int i = 0; i < e->count; i++) {
      const struct argp_option *real = e->option;
      if (!real[i].name || !in_usage(real, &real[i]))
        continue;
      const char *form = !real->arg                          ? " [--%s]"
                         : real->flags & OPTION_ARG_OPTIONAL ? " [--%s[=%s]]"
                                                             : " [--%s=%s]";
      puts_formatted(page, form, real[i].name, real->arg);
    }
}

/* The words for arguments of a parser and its children, of each the alternative that `levels` says;
   whether there is one more. */
static int arguments(struct page *page, const struct argp *argp, const struct argp_state *state,
                     char **levels, int advance) {
  char *own = *levels;
  int several = 0;
  char *shown = filtered(argp->args_doc, ARGP_KEY_HELP_ARGS_DOC, argp, state);
  if (shown) {
    char *at = shown;
    if (strchr(shown, '\n')) {
      several = 1;
      (*levels)++;
    }
    for (int i = 0; several && i < *own; i++)
      at += strcspn(at, "\n") + 1;
    int length = strcspn(at, "\n");
    if (length) {
      space(page, 1 + length);
      puts_formatted(page, "%.*s", length, at);
    }
    release(shown, argp->args_doc);
    if (several && at[length]) {
      if (advance) {
        ++*own;
        advance = 0;
      }
    } else if (several && advance) {
      *own = 0;
    }
  }
  int more = several && !advance;
  for (const struct argp_child *child = argp->children; child && child->argp; child++)
    if (arguments(page, child->argp, state, levels, advance)) {
      advance = 0;
      more = 1;
    }
  return more;
}

/* The text before the options, or, with `after`, that behind them. */
static int document(struct page *page, const struct argp *argp, const struct argp_state *state,
                    int after, int before_blank, int first_only) {
  int any = 0;
  char *copy = NULL;
  const char *text = argp->doc, *bar = text ? strchr(text, '\v') : NULL;
  if (bar && after)
    text = bar + 1;
  else if (bar)
    text = copy = strndup(text, bar - text);
  else if (after)
    text = NULL;
  char *shown =
      filtered(text, after ? ARGP_KEY_HELP_POST_DOC : ARGP_KEY_HELP_PRE_DOC, argp, state);
  if (shown) {
    if (before_blank)
      newline(page);
    put(page, shown);
    if (page->column)
      newline(page);
    any = 1;
  }
  if (after && argp->help_filter) {
    char *extra = argp->help_filter(ARGP_KEY_HELP_EXTRA, NULL, __argp_input(argp, state));
    if (extra) {
      if (any || before_blank)
        newline(page);
      put(page, extra);
      free(extra);
      if (page->column)
        newline(page);
      any = 1;
    }
  }
  release(shown, text);
  free(copy);
  for (const struct argp_child *child = argp->children; child && child->argp; child++)
    if (!first_only || !any)
      any |= document(page, child->argp, state, after, any || before_blank, first_only);
  return any;
}

static int usage_lines(struct page *page, const struct argp *argp, const struct argp_state *state,
                       unsigned flags, const char *name, struct list *list) {
  char levels[64] = "";
  int first = 1, more;
  do {
    char *level = levels;
    page->left = 0;
    page->wrap = USAGE_INDENT;
    puts_formatted(page, "%s %s", first ? "Usage:" : "  or: ", name);
    if (flags & ARGP_HELP_SHORT_USAGE) {
      if (list->count)
        put(page, " [OPTION...]");
    } else {
      usage(page, list);
      flags |= ARGP_HELP_SHORT_USAGE;
    }
    more = arguments(page, argp, state, &level, 1);
    page->wrap = 0;
    newline(page);
    first = 0;
  } while (more);
  return 1;
}

static void help(const struct argp *argp, const struct argp_state *state, FILE *stream,
                 unsigned flags, const char *name) {
  if (!stream)
    return;
  flockfile(stream);
  struct page page = {stream};
  struct list list = {0};
  int any = 0;
  if (flags & (ARGP_HELP_USAGE | ARGP_HELP_SHORT_USAGE | ARGP_HELP_LONG))
    list = list_of(argp);
  if (flags & (ARGP_HELP_USAGE | ARGP_HELP_SHORT_USAGE))
    any = usage_lines(&page, argp, state, flags, name, &list);
  if (flags & ARGP_HELP_PRE_DOC)
    any |= document(&page, argp, state, 0, 0, 1);
  if (flags & ARGP_HELP_SEE) {
    fprintf(stream, "Try `%s --help' or `%s --usage' for more information.\n", name, name);
    any = 1;
  }
  if (flags & ARGP_HELP_LONG && list.count) {
    if (any)
      newline(&page);
    tell_all(&page, &list, argp, state);
    any = 1;
  }
  if (flags & ARGP_HELP_POST_DOC)
    any |= document(&page, argp, state, 1, any, 0);
  if (flags & ARGP_HELP_BUG_ADDR && argp_program_bug_address) {
    if (any)
      newline(&page);
    fprintf(stream, "Report bugs to %s.\n", argp_program_bug_address);
  }
  discard(&list);
  funlockfile(stream);
}

void argp_help(const struct argp *argp, FILE *stream, unsigned flags, char *name) {
  help(argp, NULL, stream, flags, name);
}

void argp_state_help(const struct argp_state *state, FILE *stream, unsigned flags) {
  if (state && state->flags & ARGP_NO_ERRS || !stream)
    return;
  if (state && state->flags & ARGP_LONG_ONLY)
    flags |= ARGP_HELP_LONG_ONLY;
  help(state ? state->root_argp : NULL, state, stream, flags,
       state ? state->name : program_invocation_short_name);
  if (state && state->flags & ARGP_NO_EXIT)
    return;
  if (flags & ARGP_HELP_EXIT_ERR)
    exit(argp_err_exit_status);
  if (flags & ARGP_HELP_EXIT_OK)
    exit(0);
}

void argp_usage(const struct argp_state *state) {
  argp_state_help(state, stderr, ARGP_HELP_STD_USAGE);
}

static FILE *errors_of(const struct argp_state *state) {
  return !state ? stderr : state->flags & ARGP_NO_ERRS ? NULL : state->err_stream;
}

void argp_error(const struct argp_state *state, const char *format, ...) {
  FILE *stream = errors_of(state);
  if (!stream)
    return;
  va_list list;
  va_start(list, format);
  fprintf(stream, "%s: ", state ? state->name : program_invocation_short_name);
  vfprintf(stream, format, list);
  fputc('\n', stream);
  va_end(list);
  argp_state_help(state, stream, ARGP_HELP_STD_ERR);
}

void argp_failure(const struct argp_state *state, int status, int number, const char *format, ...) {
  FILE *stream = errors_of(state);
  if (stream) {
    va_list list;
    va_start(list, format);
    fputs(state ? state->name : program_invocation_short_name, stream);
    if (format) {
      fputs(": ", stream);
      vfprintf(stream, format, list);
    }
    if (number)
      fprintf(stream, ": %s", strerror(number));
    fputc('\n', stream);
    va_end(list);
  }
  if (status && (!state || !(state->flags & ARGP_NO_EXIT)))
    exit(status);
}
