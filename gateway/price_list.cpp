#include "price_list.h"

#include <QFile>

/// In a static library a resource must be asked for by name, from outside of any namespace.
static void registerResources()
{
    Q_INIT_RESOURCE(gateway);
}

namespace gateway {

base::Result<pricing::Catalogue> loadPrices()
{
    registerResources();
    QFile file(QStringLiteral(":/switchyard/prices/catalogue.json"));
    if (!file.open(QIODevice::ReadOnly))
        return base::fail(base::ErrorCode::Internal, "the price catalogue is missing from the program");
    const QByteArray text = file.readAll();
    return pricing::Catalogue::parse(std::string_view(text.data(), static_cast<std::size_t>(text.size())));
}

} // namespace gateway
