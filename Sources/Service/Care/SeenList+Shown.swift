// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
public import Records
public import Revocation

extension SeenList {
    /// As it is shown to records that were put back from a copy.
    public var shown: ShownList {
        ShownList(
            record: RevocationListRecord(
                authority: authority, scope: scope, number: number, thisUpdate: list.thisUpdate,
                nextUpdate: list.nextUpdate ?? list.thisUpdate.advanced(bySeconds: 1), encoded: list.encoded,
                sha256: DigestAlgorithm.sha256.digest(list.encoded)), entries: Array(list.entries), head: head)
    }
}
