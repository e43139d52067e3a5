// SPDX-License-Identifier: Apache-2.0
// How changes of files are written down: a record, its two paths and its data, one after another.
#include <stdint.h>

#define MAGIC 0x4d4f4852u

struct record {
  uint32_t type;    // of `enum type`
  uint32_t file;    // a number for each file, whatever its name
  uint64_t offset;  // where it was written; how long a file was cut to
  uint32_t data;    // bytes of data
  uint32_t path;    // bytes of the path, below the home
  uint32_t second;  // bytes of the second path
  uint32_t magic;
};

enum type {
  FOUND = 1,  // a file that was there was opened
  MADE,       // a file was made and opened
  FOLDER,     // a folder was opened
  WROTE,
  CUT,
  SYNCED,     // the file, or the names in the folder
  RENAMED,
  UNLINKED,
  TOLD        // whoever asked was told that something is done; the data says what
};
