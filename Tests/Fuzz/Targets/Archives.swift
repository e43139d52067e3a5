// SPDX-License-Identifier: Apache-2.0
import Containers

/// Stored archives.
enum Archives {
    static let run: @Sendable ([UInt8]) -> String? = { bytes in
        guard let archive = try? StoredArchive(reading: bytes) else { return nil }
        guard let again = try? StoredArchive(reading: archive.encoded()) else { return "a written archive is not read" }
        return claim(again.entries == archive.entries, "the written archive holds other entries")
    }
}
