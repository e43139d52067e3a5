// SPDX-License-Identifier: Apache-2.0
import Enrollment
import Records

extension ErrorSamples {
    static let imports: [ImportRefusal] =
        [
            .columns(seen: 2, allowed: 5), .profile(seen: "x", allowed: ["doctor-signing"]),
            .fieldMissing(.nationalID), .identity(.nationalID, .empty(.nationalID)), .certificateMissing,
            .certificateAmbiguous(count: 2), .certificateTwice(row: 3),
            .certificateUnreadable(.empty(field: "x", offset: 0)), .issuer(.noPathFound), .authority, .statusUnknown,
            .key(.rsaROCA), .subject(.surname),
        ] + ImportConflict.allCases.map { .conflict($0) }

    static let importFaults: [ImportIssuers.Fault] = [
        .issuer(name: "CN=x"), .listSigner(issuer: "CN=x"), .listKind(issuer: "CN=x"),
    ]
}
