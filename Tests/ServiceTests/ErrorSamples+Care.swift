// SPDX-License-Identifier: Apache-2.0
import Records

@testable import Service

extension ErrorSamples {
    /// One of each case.
    static let care: [CareError] = [
        .notEmpty(path: "/x"), .file(path: "/x", step: "open", code: 2), .manifest(path: "/x", member: "files"),
        .otherManifest(seen: "00", allowed: "01"), .altered(path: "lists/health.crl"), .strayFile(path: "x"),
        .databaseInUse(place: "mohr.mohr@/run/postgresql:5432"),
        .records(.damaged(table: "t", column: "c")),
    ]
}
