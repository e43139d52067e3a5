// SPDX-License-Identifier: Apache-2.0
import Transparency

extension ErrorSamples {
    /// One of each case.
    static let transparency: [TransparencyError] = [
        .malformed(field: "size", seen: "x", allowed: "a number"), .unsigned(names: ["log.example"]),
        .signatureInvalid(name: "log.example"), .origin(seen: "a", allowed: "b"), .notIncluded(index: 1, size: 2),
        .inconsistent(from: 1, to: 2), .tile(path: "tile/0/000"),
    ]
}
