// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX
import Records
import Revocation

extension MohrService {
    /// What is wrong with the lists that are out: missing, out of date, past half their life, or not to be renewed.
    ///
    /// A list is renewed at a quarter of its life, so one that is half through it was not renewed once at least, and as
    /// much time as that is left to find out why. The lists of offline authorities wait for a ceremony.
    func listComplaints(at now: Instant) -> [String] {
        var found = authorities.keys.sorted().filter { lists.list(at: "\($0).crl") == nil }.map { "no-list:\($0)" }
        let online = Set(configuration.authorities.filter(\.isOnline).map(\.name))
        for list in lists.all where authorities[list.record.authority] != nil {
            let life = list.nextUpdate.seconds(since: list.thisUpdate)
            // An authority whose certificate has ended signs no more lists.
            if list.nextUpdate < min(now, authorities[list.record.authority]?.validity.notAfter ?? now) {
                found.append("stale-list:\(list.path)")
            } else if online.contains(list.record.authority), now.seconds(since: list.thisUpdate) * 2 >= life {
                found.append("late-list:\(list.path)")
            }
        }
        for publisher in publishers {
            found += publisher.refusals.keys.sorted().map { "refused-list:\($0)" }
        }
        for finding in listFindings {
            switch finding {
            case .listAhead(let authority, let scope, _, _): found.append("records-behind-list:\(authority)/\(scope)")
            case .listForeign(let authority, let scope, _): found.append("foreign-list:\(authority)/\(scope)")
            default: break
            }
        }
        return found
    }
}
