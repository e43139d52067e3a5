// SPDX-License-Identifier: Apache-2.0
import Containers

extension ErrorSamples {
    /// One of each case.
    static let containers: [ContainersError] = [
        .truncated(offset: 12, needed: 22), .unexpectedRecord(offset: 0, seen: 1, allowed: 0x0403_4b50),
        .strayBytes(offset: 40, count: 3), .field(name: "method", offset: 8, seen: 8, allowed: 0),
        .headersDiffer(name: "report.json", field: "name"), .name(seen: "../a", offset: 30),
        .repeatedName("report.json"), .checksum(name: "report.json", seen: 1, allowed: 2),
        .tooLarge(field: "entries", seen: 70_000, allowed: 2_048),
    ]
}
