#include <bits/regex.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* Finds the longest match that begins at a place: all ways are tried, in the order in which they
   are preferred, and of those that are equally long the first one counts. */
struct matcher {
  const struct __regex *regex;
  const char *text;
  long size;
  int flags;
  long *now, *best; /* the beginnings and ends of groups */
  long longest;
  unsigned char *seen; /* which instruction has been tried at which place */
  int slots;
};

static int word(struct matcher *m, long at) {
  return at >= 0 && at < m->size && (isalnum((unsigned char)m->text[at]) || m->text[at] == '_');
}

static int holds(struct matcher *m, int op, long at) {
  int by_lines = m->regex->flags & REG_NEWLINE;
  switch (op) {
  case __LINE_BEGIN:
    return at == 0 ? !(m->flags & REG_NOTBOL) : by_lines && m->text[at - 1] == '\n';
  case __LINE_END:
    return at == m->size ? !(m->flags & REG_NOTEOL) : by_lines && m->text[at] == '\n';
  case __TEXT_BEGIN:
    return at == 0;
  case __TEXT_END:
    return at == m->size;
  case __BOUNDARY:
    return word(m, at - 1) != word(m, at);
  case __NO_BOUNDARY:
    return word(m, at - 1) == word(m, at);
  case __WORD_BEGIN:
    return !word(m, at - 1) && word(m, at);
  default:
    return word(m, at - 1) && !word(m, at);
  }
}

static int consumes(struct matcher *m, const struct __instruction *i, unsigned char c) {
  switch (i->op) {
  case __BYTE:
    return (m->regex->flags & REG_ICASE ? tolower(c) : c) == i->value;
  case __ANY:
    return c != '\n' || !(m->regex->flags & REG_NEWLINE);
  default:
    return i->set[c / 8] >> c % 8 & 1;
  }
}

/* How long the text of a group is that occurs again, or -1. */
static long referred(struct matcher *m, int group, long at) {
  long from = m->now[2 * group], length = m->now[2 * group + 1] - from;
  if (from < 0 || length < 0 || at + length > m->size)
    return -1;
  int differs = m->regex->flags & REG_ICASE ? strncasecmp(m->text + from, m->text + at, length)
                                            : memcmp(m->text + from, m->text + at, length);
  return differs ? -1 : length;
}

/* Goes on from an instruction at a place. Not 0 when no longer match can be found. */
static int run(struct matcher *m, int pc, long at) {
  for (;;) {
    const struct __instruction *i = &m->regex->code[pc];
    if (m->seen) {
      long state = at * m->regex->count + pc;
      if (m->seen[state / 8] >> state % 8 & 1)
        return 0;
      m->seen[state / 8] |= 1 << state % 8;
    }
    switch (i->op) {
    case __MATCHED:
      if (at > m->longest) {
        m->longest = at;
        memcpy(m->best, m->now, m->slots * sizeof *m->best);
      }
      return at == m->size;
    case __BYTE:
    case __ANY:
    case __SET:
      if (at == m->size || !consumes(m, i, m->text[at]))
        return 0;
      at++;
      pc++;
      break;
    case __SPLIT:
      if (run(m, pc + i->value, at))
        return 1;
      pc += i->other;
      break;
    case __JUMP:
      pc += i->value;
      break;
    case __SAVE: {
      long before = m->now[i->value];
      m->now[i->value] = at;
      if (run(m, pc + 1, at))
        return 1;
      m->now[i->value] = before;
      return 0;
    }
    case __REFERENCE: {
      long length = referred(m, i->value, at);
      if (length < 0)
        return 0;
      at += length;
      pc++;
      break;
    }
    default:
      if (!holds(m, i->op, at))
        return 0;
      pc++;
    }
  }
}

static int search(struct matcher *m, long from) {
  size_t room = (m->size + 1) * m->regex->count / 8 + 1;
  m->seen = m->regex->refers ? NULL : malloc(room);
  for (; from <= m->size; from++) {
    if (m->seen)
      memset(m->seen, 0, room);
    for (int i = 0; i < m->slots; i++)
      m->now[i] = -1;
    m->longest = -1;
    run(m, 0, from);
    if (m->longest >= 0) {
      m->best[0] = from;
      m->best[1] = m->longest;
      break;
    }
  }
  free(m->seen);
  return from <= m->size;
}

int regexec(const regex_t *restrict regex, const char *restrict text, size_t count,
            regmatch_t matches[], int flags) {
  const struct __regex *program = regex->__program;
  int slots = 2 * (program->groups + 1);
  long *places = malloc(2 * slots * sizeof *places);
  if (!places)
    return REG_ESPACE;
  long from = flags & REG_STARTEND ? matches[0].rm_so : 0;
  long size = flags & REG_STARTEND ? matches[0].rm_eo : strlen(text);
  struct matcher m = {program, text, size, flags, places, places + slots, -1, NULL, slots};
  int found = search(&m, from);
  for (size_t i = 0; found && i < count && !(program->flags & REG_NOSUB); i++) {
    int group = i <= program->groups && m.best[2 * i] >= 0 && m.best[2 * i + 1] >= 0;
    matches[i].rm_so = group ? m.best[2 * i] : -1;
    matches[i].rm_eo = group ? m.best[2 * i + 1] : -1;
  }
  free(places);
  return found ? REG_NOERROR : REG_NOMATCH;
}
