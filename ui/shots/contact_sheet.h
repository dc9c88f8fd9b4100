#pragma once

#include <vector>

#include <QImage>
#include <QString>

namespace ui {

/// Small pictures of all scenes side by side, each over its name. Thread: main.
class ContactSheet {
public:
    void add(const QString &name, const QImage &picture);
    /// Null while nothing was added.
    QImage image() const;

private:
    struct Entry {
        QString name{};
        QImage small{};
    };
    std::vector<Entry> m_entries{};
};

} // namespace ui
