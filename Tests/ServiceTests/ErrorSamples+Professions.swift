// SPDX-License-Identifier: Apache-2.0
import DER
import MohrValidation

extension ErrorSamples {
    static let professions: [ProfessionFeedError] = [
        .signature(.reject, causes: [.hashFailure]), .signatures(seen: 2),
        .signer(seen: "x", allowed: ["medical-council"]),
        .otherBody(seen: "chamber", allowed: "medical-council"), .tooLarge(seen: 2, allowed: 1),
        .json(.unexpected(offset: 1)), .member(path: "feed.kind", seen: "x", allowed: "full, change"),
        .licence(index: 1, register: "medicalCouncil"), .licenceOrder(index: 1), .periods(index: 1),
        .fromFuture(issuedAt: Instant(secondsSince1970: 2), now: Instant(secondsSince1970: 1)),
        .stale(until: Instant(secondsSince1970: 1), now: Instant(secondsSince1970: 2)), .behind(seen: 1, newest: 2),
        .forked(sequence: 2), .gap(seen: 4, expected: 3), .chain(sequence: 3),
        .timeBehind(seen: Instant(secondsSince1970: 1), newest: Instant(secondsSince1970: 2)),
        .firstIsChange(sequence: 1),
    ]
}
