#include "token_tables.h"

#include <QFile>

/// In a static library a resource must be asked for by name, from outside of any namespace.
static void registerTokens()
{
    Q_INIT_RESOURCE(tokens);
}

namespace gateway {

std::string loadTokens(std::string_view name)
{
    registerTokens();
    const auto plain = QLatin1String(name.data(), static_cast<qsizetype>(name.size()));
    QFile file(QStringLiteral(":/switchyard/tokens/%1.tokens").arg(plain));
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

} // namespace gateway
