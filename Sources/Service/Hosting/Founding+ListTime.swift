// SPDX-License-Identifier: Apache-2.0
import DER
import Foundation
import Records

extension Founding {
    /// Waits until a new list of an authority can bear a later time than its newest.
    ///
    /// Lists tell time in whole seconds and must not stand still; acts that follow one another at once would be refused
    /// for a second. A clock that is really behind is not waited for.
    func passSecond(of authority: String, in records: Records) throws(ServiceError) {
        let newest = try MohrService.records { () throws(RecordsError) in
            try records.newestLists().filter { $0.authority == authority }.map(\.thisUpdate).max()
        }
        guard let newest, newest == clock() else { return }
        for _ in 0..<Self.waits where clock() <= newest { Thread.sleep(forTimeInterval: 0.05) }
    }

    /// A second and a little, in twentieths.
    private static let waits = 24
}
