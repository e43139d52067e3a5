// SPDX-License-Identifier: Apache-2.0
// Cuts the power at every moment of a recording: builds what the disk may then hold, opens it, and looks whether anything
// is lost that somebody had been told was done.
//
//   replay LOG BASE SCRATCH --cuts N --seed S [--forget-syncs] [--keep FOLDER --every M]
//
// LOG was written by disk.c over a home whose copy of before is BASE; SCRATCH is a folder in memory. Each moment is tried
// with nothing that was not synced, with all of it, and with some of it: names in their order, writes in 512-byte
// sectors, each there or not. Prints one line of JSON; exits 0 when nothing was lost, 1 when something was.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <openssl/sha.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include "log.h"

enum { SECTOR = 512, OLD_FILES = 200000 };

// ---- What the disk holds -------------------------------------------------------------------------------------------

struct bytes { uint8_t *at; size_t length, room; };
struct change { uint64_t offset; uint32_t length; const uint8_t *data; int is_cut; };
struct file { struct bytes durable, current; struct change *waiting; int count, room; int exists; };
struct name { char *path; uint32_t durable, current; };
struct move { char *path, *second; uint32_t file; };  // made or unlinked (file 0), or renamed (second)

static struct file *files;
static uint32_t file_count;
static uint32_t *other;  // a process that was started again has numbers of its own for files that are known
static struct name *names;
static int name_count;
static struct move *moves;
static int move_count, move_room;
static char **folders;  // by file number
static const char *base;

static void *grown(void *memory, size_t size) {
  memory = realloc(memory, size);
  if (!memory) abort();
  return memory;
}

static void fit(struct bytes *bytes, size_t length) {
  if (length > bytes->room) bytes->at = grown(bytes->at, bytes->room = length * 2);
}

static void put(struct bytes *bytes, uint64_t offset, const void *data, size_t length) {
  fit(bytes, offset + length);
  if (offset > bytes->length) memset(bytes->at + bytes->length, 0, offset - bytes->length);
  memcpy(bytes->at + offset, data, length);
  if (offset + length > bytes->length) bytes->length = offset + length;
}

static void cut(struct bytes *bytes, uint64_t length) {
  fit(bytes, length);
  if (length > bytes->length) memset(bytes->at + bytes->length, 0, length - bytes->length);
  bytes->length = length;
}

static void copy(struct bytes *to, const struct bytes *from) {
  fit(to, from->length + 1);
  if (from->length) memcpy(to->at, from->at, from->length);
  to->length = from->length;
}

static struct file *file_at(uint32_t number) {
  if (number >= file_count) {
    files = grown(files, sizeof *files * (number + 64));
    folders = grown(folders, sizeof *folders * (number + 64));
    other = grown(other, sizeof *other * (number + 64));
    memset(other + file_count, 0, sizeof *other * (number + 64 - file_count));
    memset(files + file_count, 0, sizeof *files * (number + 64 - file_count));
    memset(folders + file_count, 0, sizeof *folders * (number + 64 - file_count));
    file_count = number + 64;
  }
  return files + (other[number] ? other[number] : number);
}

static void load(struct bytes *bytes, const char *path) {
  char full[4096];
  snprintf(full, sizeof full, "%s/%s", base, path);
  int file = open(full, O_RDONLY);
  if (file < 0) return;
  uint8_t buffer[65536];
  ssize_t count;
  while ((count = read(file, buffer, sizeof buffer)) > 0) put(bytes, bytes->length, buffer, count);
  close(file);
}

static struct name *name_of(const char *path) {
  for (int i = 0; i < name_count; i++)
    if (!strcmp(names[i].path, path)) return names + i;
  names = grown(names, sizeof *names * (name_count + 1));
  struct name *name = names + name_count++;
  *name = (struct name){strdup(path), 0, 0};
  struct bytes before = {0};
  load(&before, path);
  if (before.length) {
    // It was there before the recording began, whatever becomes of its name now.
    struct file *file = file_at(OLD_FILES + name_count);
    file->durable.length = 0;
    copy(&file->durable, &before);
    copy(&file->current, &before);
    name->durable = name->current = OLD_FILES + name_count;
  }
  free(before.at);
  return name;
}

static void apply_move(const struct move *move, int is_durable) {
  struct name *name = name_of(move->path);
  uint32_t moved = is_durable ? name->durable : name->current;
  if (move->second) {
    if (is_durable) name->durable = 0; else name->current = 0;
    name = name_of(move->second);
    if (is_durable) name->durable = moved; else name->current = moved;
  } else {
    if (is_durable) name->durable = move->file; else name->current = move->file;
  }
}

static void moved(const char *path, const char *second, uint32_t file) {
  if (move_count == move_room) moves = grown(moves, sizeof *moves * (move_room = move_room * 2 + 64));
  moves[move_count] = (struct move){strdup(path), second ? strdup(second) : NULL, file};
  apply_move(moves + move_count++, 0);
}

static int is_in(const char *path, const char *folder) {
  const char *slash = strrchr(path, '/');
  size_t length = slash ? (size_t)(slash - path) : 0;
  return strlen(folder) == length && !strncmp(path, folder, length);
}

static void sync_folder(const char *folder) {
  int kept = 0;
  for (int i = 0; i < move_count; i++) {
    if (is_in(moves[i].path, folder)) {
      apply_move(moves + i, 1);
      free(moves[i].path);
      free(moves[i].second);
    } else {
      moves[kept++] = moves[i];
    }
  }
  move_count = kept;
}

static void waits(struct file *file, struct change change) {
  if (file->count == file->room)
    file->waiting = grown(file->waiting, sizeof *file->waiting * (file->room = file->room * 2 + 64));
  file->waiting[file->count++] = change;
}

// ---- What was acknowledged -----------------------------------------------------------------------------------------

struct told { char what[16], serial[64], status[24]; int ordinal; };
static struct told *told;
static int told_count;

static void tell(const char *text, int length) {
  char line[256];
  snprintf(line, sizeof line, "%.*s", length, text);
  struct told one = {0};
  if (sscanf(line, "%15s %63s %d %23s", one.what, one.serial, &one.ordinal, one.status) < 2) return;
  told = grown(told, sizeof *told * (told_count + 1));
  told[told_count++] = one;
}

// ---- Judging one state ---------------------------------------------------------------------------------------------

static uint64_t random_state;
static uint32_t draw(void) {
  uint64_t z = (random_state += 0x9e3779b97f4a7c15u);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return (z ^ (z >> 31)) >> 32;
}

static long cuts, corrupt, lost, broken, torn_lists;
static char complaint[512];

static void complain(const char *what, const char *detail) {
  if (!complaint[0]) snprintf(complaint, sizeof complaint, "%s: %s", what, detail ? detail : "");
}

static struct { uint8_t leaf[32]; char *line; int depth; uint8_t range[40][32]; } *seen;
static int seen_count, seen_room;

static size_t quoted(char *to, const char *text) {
  char *at = to;
  *at++ = '"';
  for (const unsigned char *c = (const unsigned char *)text; *c; c++) {
    if (*c == '"' || *c == '\\') { *at++ = '\\'; *at++ = *c; }
    else if (*c < 0x20) at += sprintf(at, *c == 8 ? "\\b" : *c == 9 ? "\\t" : *c == 10 ? "\\n" : *c == 12 ? "\\f"
                                          : *c == 13 ? "\\r" : "\\u00%02x", *c);
    else *at++ = *c;
  }
  *at++ = '"';
  *at = 0;
  return at - to;
}

static int column(sqlite3_stmt *row, int number, char *to, size_t room) {
  const char *text = (const char *)sqlite3_column_text(row, number);
  if (!text || strlen(text) * 6 + 3 > room) return 0;
  return quoted(to, text);
}

// The log: no gap, each leaf its line's hash, the tree's end what the head says.
static int log_stands(sqlite3 *database) {
  sqlite3_stmt *row;
  if (sqlite3_prepare_v2(database, "SELECT sequence, act, actor, details, subject, time, leaf FROM audit ORDER BY sequence",
                         -1, &row, NULL)) return complain("audit", sqlite3_errmsg(database)), 0;
  int next = 0, is_same = 1, result = 1;
  static char line[262144], act[65536], actor[65536], subject[65536];
  while (sqlite3_step(row) == SQLITE_ROW) {
    if (sqlite3_column_int64(row, 0) != next || !column(row, 1, act, sizeof act) || !column(row, 2, actor, sizeof actor) ||
        !column(row, 4, subject, sizeof subject) || sqlite3_column_bytes(row, 6) != 32) { result = 0; break; }
    snprintf(line + 1, sizeof line - 1, "{\"act\":%s,\"actor\":%s,\"details\":%s,\"sequence\":%d,\"subject\":%s,\"time\":%lld}",
             act, actor, sqlite3_column_text(row, 3), next, subject, (long long)sqlite3_column_int64(row, 5));
    line[0] = 0;
    const uint8_t *leaf = sqlite3_column_blob(row, 6);
    is_same = is_same && next < seen_count && !strcmp(seen[next].line, line + 1);
    if (is_same) {
      if (memcmp(seen[next].leaf, leaf, 32)) { result = 0; break; }
    } else {
      uint8_t hash[32], pair[65];
      SHA256((uint8_t *)line, strlen(line + 1) + 1, hash);
      if (memcmp(hash, leaf, 32)) { result = 0; break; }
      if (next >= seen_room) seen = grown(seen, sizeof *seen * (seen_room = seen_room * 2 + 1024));
      if (next < seen_count) free(seen[next].line);
      int depth = next ? seen[next - 1].depth : 0;
      if (next) memcpy(seen[next].range, seen[next - 1].range, sizeof seen[next].range);
      memcpy(seen[next].leaf, leaf, 32);
      for (int complete = next; complete & 1; complete >>= 1) {
        pair[0] = 1;
        memcpy(pair + 1, seen[next].range[--depth], 32);
        memcpy(pair + 33, hash, 32);
        SHA256(pair, 65, hash);
      }
      memcpy(seen[next].range[depth], hash, 32);
      seen[next].depth = depth + 1;
      seen[next].line = strdup(line + 1);
      // What came after belongs to another future.
      for (int i = next + 1; i < seen_count; i++) free(seen[i].line);
      seen_count = next + 1;
    }
    next++;
  }
  sqlite3_finalize(row);
  if (!result) { char at[32]; snprintf(at, sizeof at, "line %d", next); return complain("audit", at), 0; }
  if (sqlite3_prepare_v2(database, "SELECT size, hashes FROM audit_head", -1, &row, NULL)) return 0;
  result = sqlite3_step(row) == SQLITE_ROW && sqlite3_column_int(row, 0) == next;
  if (result && next) {
    const uint8_t *hashes = sqlite3_column_blob(row, 1);
    result = sqlite3_column_bytes(row, 1) == seen[next - 1].depth * 32 &&
             !memcmp(hashes, seen[next - 1].range, seen[next - 1].depth * 32);
  }
  sqlite3_finalize(row);
  if (!result) complain("audit", "head");
  return result;
}

static long round_of_statements;

// An application that was filed; an act, by the cause that it was given; a status that a certificate had at some time.
static int is_there(sqlite3 *database, const struct told *one) {
  const char *sql = !strcmp(one->what, "application") ? "SELECT id FROM applications WHERE id = ?1"
    : "SELECT s.status FROM issuances AS i JOIN status_intervals AS s ON s.issuance = i.id "
      "WHERE i.serial = ?1 AND i.authority = 'health' AND s.status = ?2 AND (?3 = 0 OR s.cause = ?4)";
  static sqlite3_stmt *kept[2];
  int which = !strcmp(one->what, "application");
  if (round_of_statements != cuts) { round_of_statements = cuts; kept[0] = kept[1] = NULL; }
  if (!kept[which] && sqlite3_prepare_v2(database, sql, -1, &kept[which], NULL)) return 0;
  sqlite3_stmt *row = kept[which];
  sqlite3_reset(row);
  uint8_t serial[32];
  if (which) {
    sqlite3_bind_text(row, 1, one->serial, -1, SQLITE_STATIC);
  } else {
    int length = strlen(one->serial) / 2;
    for (int i = 0; i < length; i++) sscanf(one->serial + 2 * i, "%2hhx", serial + i);
    sqlite3_bind_blob(row, 1, serial, length, SQLITE_STATIC);
    char cause[24];
    snprintf(cause, sizeof cause, "%d", one->ordinal);
    sqlite3_bind_text(row, 2, one->status, -1, SQLITE_STATIC);
    sqlite3_bind_int(row, 3, !strcmp(one->what, "cause"));
    sqlite3_bind_text(row, 4, cause, -1, SQLITE_TRANSIENT);
  }
  int found = sqlite3_step(row) == SQLITE_ROW;
  sqlite3_reset(row);
  return found;
}

// A list's file is one that is on record, whole; it is filed before it is written.
static int list_stands(sqlite3 *database, const char *path, const struct bytes *bytes) {
  sqlite3_stmt *row;
  uint8_t hash[32];
  SHA256(bytes->at, bytes->length, hash);
  if (sqlite3_prepare_v2(database, "SELECT 1 FROM revocation_lists WHERE sha256 = ?1", -1, &row, NULL)) return 0;
  sqlite3_bind_blob(row, 1, hash, 32, SQLITE_STATIC);
  int found = sqlite3_step(row) == SQLITE_ROW;
  sqlite3_finalize(row);
  if (!found) complain("list", path);
  return found;
}

static void write_file(const char *folder, const char *path, const struct bytes *bytes) {
  char full[4096];
  snprintf(full, sizeof full, "%s/%s", folder, path);
  for (char *slash = full + strlen(folder) + 1; (slash = strchr(slash, '/')); slash++) {
    *slash = 0;
    mkdir(full, 0700);
    *slash = '/';
  }
  int file = open(full, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  if (file < 0 || write(file, bytes->at, bytes->length) != (ssize_t)bytes->length) abort();
  close(file);
}

static int ends(const char *path, const char *ending) {
  size_t length = strlen(path), tail = strlen(ending);
  return length >= tail && !strcmp(path + length - tail, ending);
}

static int is_kept(const char *path) { return ends(path, "records.sqlite") || ends(path, "records.sqlite-wal"); }

// What a file holds when the power goes: variant 0 what was synced, 1 everything, 2 what chance left.
static const struct bytes *content(struct file *file, int variant) {
  static struct bytes mixed;
  if (variant < 2) return variant ? &file->current : &file->durable;
  if (!file->count) return &file->current;
  copy(&mixed, &file->durable);
  uint32_t odds = draw() % 4;
  for (int i = 0; i < file->count; i++) {
    struct change *change = file->waiting + i;
    if (change->is_cut) {
      if (draw() & 1) cut(&mixed, change->offset);
      continue;
    }
    if (odds == 0 ? draw() & 1 : draw() % 8 < odds) continue;  // the whole write is missing
    int is_torn = draw() % 3 == 0;
    for (uint32_t at = 0; at < change->length;) {
      uint32_t piece = SECTOR - (change->offset + at) % SECTOR;
      if (piece > change->length - at) piece = change->length - at;
      if (!is_torn || draw() & 1) put(&mixed, change->offset + at, change->data + at, piece);
      at += piece;
    }
  }
  return &mixed;
}

static void judge(const char *scratch, int variant, const char *keep) {
  cuts++;
  complaint[0] = 0;
  char path[4096];
  uint32_t *chosen = calloc(name_count + 1, sizeof *chosen);
  for (int i = 0; i < name_count; i++) chosen[i] = variant == 1 ? names[i].current : names[i].durable;
  if (variant == 2 && move_count) {
    // A file system keeps the order of names; how far it got is chance.
    struct name *before = calloc(name_count + 1, sizeof *before);
    memcpy(before, names, sizeof *names * name_count);
    int reached = draw() % (move_count + 1);
    for (int i = 0; i < reached; i++) apply_move(moves + i, 1);
    for (int i = 0; i < name_count; i++) { chosen[i] = names[i].durable; names[i].durable = before[i].durable; }
    free(before);
  }
  snprintf(path, sizeof path, "%s/records/records.sqlite-wal", scratch);
  unlink(path);
  for (int i = 0; i < name_count; i++)
    if (is_kept(names[i].path) && chosen[i]) {
      const struct bytes *bytes = content(file_at(chosen[i]), variant);
      write_file(scratch, names[i].path, bytes);
      if (keep) write_file(keep, names[i].path, bytes);
    }
  sqlite3 *database = NULL;
  snprintf(path, sizeof path, "%s/records/records.sqlite", scratch);
  int stands = !sqlite3_open_v2(path, &database, SQLITE_OPEN_READWRITE, NULL);
  sqlite3_db_config(database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  sqlite3_stmt *row = NULL;
  // Exclusive: the index of the log lies in memory, and a start after a power cut has none either.
  stands = stands && !sqlite3_exec(database, "PRAGMA locking_mode=EXCLUSIVE", NULL, NULL, NULL) &&
           !sqlite3_prepare_v2(database, "PRAGMA integrity_check(1)", -1, &row, NULL) && sqlite3_step(row) == SQLITE_ROW &&
           !strcmp((const char *)sqlite3_column_text(row, 0), "ok");
  if (!stands) complain("corrupt", row ? (const char *)sqlite3_column_text(row, 0) : sqlite3_errmsg(database));
  sqlite3_finalize(row);
  if (!stands) corrupt++;
  else if (!log_stands(database)) broken++;
  else {
    for (int i = 0; i < told_count; i++)
      if (!is_there(database, told + i)) {
        char detail[160];
        snprintf(detail, sizeof detail, "%s %s %d %s", told[i].what, told[i].serial, told[i].ordinal, told[i].status);
        complain("acknowledged and gone", detail);
        lost++;
        break;
      }
    for (int i = 0; i < name_count; i++)
      if (ends(names[i].path, ".crl") && chosen[i]) {
        const struct bytes *bytes = content(file_at(chosen[i]), variant);
        if (keep) write_file(keep, names[i].path, bytes);
        if (!list_stands(database, names[i].path, bytes)) { torn_lists++; break; }
      }
  }
  // Statements of the acknowledgements are the only ones left.
  for (sqlite3_stmt *left; database && (left = sqlite3_next_stmt(database, NULL));) sqlite3_finalize(left);
  sqlite3_close_v2(database);
  free(chosen);
  if (complaint[0] && corrupt + broken + lost + torn_lists <= 5)
    fprintf(stderr, "cut %ld, variant %d: %s\n", cuts, variant, complaint);
}

// ---- The recording -------------------------------------------------------------------------------------------------

static int forgets_syncs;

// Takes one record in; whether it changed what a power cut would leave.
static int take(const struct record *record, const uint8_t *rest) {
  char path[4096] = "", second[4096] = "";
  memcpy(path, rest, record->path);
  path[record->path] = 0;
  memcpy(second, rest + record->path, record->second);
  second[record->second] = 0;
  const uint8_t *data = rest + record->path + record->second;
  struct file *file = record->file ? file_at(record->file) : NULL;
  switch (record->type) {
    case FOUND: {
      struct name *name = name_of(path);
      if (name->current) other[record->file] = name->current;
      else name->durable = name->current = record->file;  // empty before, or it would be known
      return 0;
    }
    case MADE: moved(path, NULL, record->file); return 1;
    case FOLDER: free(folders[record->file]); folders[record->file] = strdup(path); return 0;
    case WROTE:
      put(&file->current, record->offset, data, record->data);
      waits(file, (struct change){record->offset, record->data, data, 0});
      return 1;
    case CUT:
      cut(&file->current, record->offset);
      waits(file, (struct change){record->offset, 0, NULL, 1});
      return 1;
    case SYNCED:
      if (folders[record->file]) { sync_folder(folders[record->file]); return 1; }
      if (forgets_syncs) return 0;
      copy(&file->durable, &file->current);
      file->count = 0;
      return 1;
    case RENAMED: moved(path, second, 0); return 1;
    case UNLINKED: moved(path, NULL, 0); return 1;
    case TOLD: tell((const char *)data, record->data); return 1;
  }
  return 0;
}

static void start_over(void) {
  for (uint32_t i = 0; i < file_count; i++) {
    files[i].durable.length = files[i].current.length = 0;
    files[i].count = 0;
    other[i] = 0;
    free(folders[i]);
    folders[i] = NULL;
  }
  for (int i = 0; i < name_count; i++) free(names[i].path);
  for (int i = 0; i < move_count; i++) { free(moves[i].path); free(moves[i].second); }
  name_count = move_count = told_count = 0;
}

int main(int count, char **words) {
  if (count < 4) return 64;
  base = words[2];
  const char *scratch = words[3], *keep = NULL;
  long wanted = 1000, every = 1000;
  for (int i = 4; i < count; i++) {
    if (!strcmp(words[i], "--forget-syncs")) forgets_syncs = 1;
    else if (i + 1 == count) return 64;
    else if (!strcmp(words[i], "--cuts")) wanted = atol(words[++i]);
    else if (!strcmp(words[i], "--seed")) random_state = strtoull(words[++i], NULL, 10);
    else if (!strcmp(words[i], "--keep")) keep = words[++i];
    else if (!strcmp(words[i], "--every")) every = atol(words[++i]);
  }
  int log = open(words[1], O_RDONLY);
  struct stat status;
  if (log < 0 || fstat(log, &status) || !status.st_size) return 65;
  const uint8_t *start = mmap(NULL, status.st_size, PROT_READ, MAP_PRIVATE, log, 0);
  if (start == MAP_FAILED) return 65;
  struct timespec before, after;
  clock_gettime(CLOCK_MONOTONIC, &before);
  long moments = 0;
  // Once, so that nothing moves while it is pointed to.
  file_at(OLD_FILES + 10000);
  // How many records change something: when there are more than are asked for, they are tried evenly spread.
  long records = 0, acknowledged = 0;
  for (const uint8_t *at = start; at + sizeof(struct record) <= start + status.st_size; records++) {
    struct record record;
    memcpy(&record, at, sizeof record);
    if (record.magic != MAGIC) return 65;
    if (record.type == TOLD) acknowledged++;
    at += sizeof record + record.path + record.second + record.data;
  }
  double step = (double)wanted / 3 / (records ? records : 1), credit = 0;
  for (long round = 0; cuts < wanted && round < 1000000; round++) {
    start_over();
    credit = step < 1 ? (draw() % 1000) / 1000.0 : 0;
    for (const uint8_t *at = start; at + sizeof(struct record) <= start + status.st_size && cuts < wanted;) {
      struct record record;
      memcpy(&record, at, sizeof record);
      at += sizeof record;
      int counts = take(&record, at);
      at += record.path + record.second + record.data;
      if (!counts) continue;
      credit += step;
      if (step < 1 && credit < 1) continue;
      credit -= 1;
      if (!round) moments++;
      for (int variant = round ? 2 : 0; variant < 3 && cuts < wanted; variant++) {
        char folder[4096];
        int keeps = keep && cuts % every == every - 1;
        if (keeps) { snprintf(folder, sizeof folder, "%s/%ld-%d", keep, cuts, variant); mkdir(folder, 0700); }
        judge(scratch, variant, keeps ? folder : NULL);
      }
    }
  }
  clock_gettime(CLOCK_MONOTONIC, &after);
  double seconds = after.tv_sec - before.tv_sec + (after.tv_nsec - before.tv_nsec) / 1e9;
  printf("{\"cuts\":%ld,\"records\":%ld,\"moments\":%ld,\"told\":%ld,\"corrupt\":%ld,\"lost\":%ld,\"logBroken\":%ld,"
         "\"listsTorn\":%ld,\"seconds\":%.1f}\n", cuts, records, moments, acknowledged, corrupt, lost, broken, torn_lists, seconds);
  return corrupt + lost + broken + torn_lists ? 1 : 0;
}
