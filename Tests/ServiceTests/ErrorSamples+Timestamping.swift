// SPDX-License-Identifier: Apache-2.0
import PKIX
import Timestamping

extension ErrorSamples {
    static let timestamping: [TimestampingError] =
        UnitFlaw.allCases.map { .unit($0) } + [
            .keyMismatch, .plan(field: "accuracySeconds", seen: 0, allowed: 1...60),
            .clockBehind(seen: time, newest: time), .clockAhead(seen: time, newest: time, allowedSeconds: 600),
            .notValid(at: time, validity: Validity(notBefore: time, notAfter: time)), .tokenUnverified,
            .key(.wrongPassphrase), .certificate(.der(.null(offset: 1))), .records(.unknownOffice(id: "o")),
        ]
}
