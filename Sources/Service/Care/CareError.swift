// SPDX-License-Identifier: Apache-2.0
public import Records

/// Why a home was not copied, or not put back.
public enum CareError: Error, Sendable, Hashable {
    /// A folder that has to be new is there and has something in it.
    case notEmpty(path: String)
    /// A file cannot be read or written; the system call and its `errno`.
    case file(path: String, step: String, code: Int)
    /// The folder holds no copy of a home: its manifest is missing, or a member of it is not what it has to be.
    case manifest(path: String, member: String)
    /// The manifest is not the one that was asked for.
    case otherManifest(seen: String, allowed: String)
    /// A file of the copy is not the one that was copied.
    case altered(path: String)
    /// A file is in the copy, or named in the manifest, and not in the other.
    case strayFile(path: String)
    /// The database that a copy was to be put into holds records already.
    case databaseInUse(place: String)
    /// The records could not be copied or opened.
    case records(RecordsError)

    /// Whether what was given is wrong, rather than the disk or the database.
    public var isOperators: Bool {
        switch self {
        case .notEmpty, .manifest, .otherManifest, .altered, .strayFile, .databaseInUse: true
        case .file, .records: false
        }
    }
}
