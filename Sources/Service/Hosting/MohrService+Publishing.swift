// SPDX-License-Identifier: Apache-2.0
import Records
public import Revocation

extension MohrService {
    /// Publishes every list of every online authority now, whether or not anything has changed.
    ///
    /// - Parameter authority: only this one's, if one is named.
    /// - Returns: what is out, and what was refused, by path.
    /// - Throws: ``ServiceError``, when the newest lists cannot be taken in.
    public func publishEveryList(
        of authority: String? = nil
    ) throws(ServiceError) -> (published: [PublishedList], refused: [(path: String, error: RevocationError)]) {
        var published: [PublishedList] = []
        var refused: [(path: String, error: RevocationError)] = []
        for publisher in publishers where authority == nil || publisher.authority == authority {
            do throws(RevocationError) {
                published += try publisher.publish()
            } catch {
                let known = publisher.refusals.sorted { $0.key < $1.key }.map { (path: $0.key, error: $0.value) }
                refused += known.isEmpty ? [(path: "\(publisher.authority).crl", error: error)] : known
                published += lists.all.filter { list in
                    list.record.authority == publisher.authority && !refused.contains { $0.path == list.path }
                }
            }
        }
        try takeLists()
        return (published, refused)
    }
}
