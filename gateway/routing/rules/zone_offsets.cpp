#include "routing/rules/zone_offsets.h"

#include "base/text.h"

namespace routing {

base::Result<ZoneOffsets> zonesWithoutNames(std::string_view name)
{
    constexpr std::int64_t kMost = 14 * 60;
    if (name.empty() || name == "UTC")
        return ZoneOffsets();
    const auto minutes = base::parseInteger(name);
    if (!minutes || *minutes < -kMost || *minutes > kMost)
        return base::fail(base::ErrorCode::Unprocessable,
                          "must be a name such as Europe/Berlin, or minutes east of UTC from -840 to 840");
    return ZoneOffsets(*minutes);
}

} // namespace routing
