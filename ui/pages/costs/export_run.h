#pragma once

#include <memory>

#include <QObject>
#include <QString>

#include "admin/admin_client.h"

class QSaveFile;

namespace ui {

/// Writes a report piece by piece into a file, which is there only once it is whole.
/// Thread: main. `client` must outlive it.
class ExportRun final : public QObject {
    Q_OBJECT
public:
    ExportRun(admin::AdminClient &client, QObject *parent);
    ~ExportRun() override;
    Q_DISABLE_COPY_MOVE(ExportRun)

    /// From where to where the pieces go, for the progress: Unix milliseconds of calls, numbers of entries.
    struct Extent {
        std::int64_t fromMs = 0;
        std::int64_t toMs = 0;
    };
    void start(admin::AdminCall call, const QString &path, Extent extent);
    /// Nothing is written.
    void cancel();
    bool isRunning() const { return m_file != nullptr; }
    /// 0 to 1; below 0 while it cannot be told.
    double progress() const { return m_progress; }

Q_SIGNALS:
    void progressed();
    void finished(const QString &path);
    void failed(const base::Error &error);

private:
    void ask(const std::string &after);
    void take(const base::Json &piece);
    void stop(const base::Error &error);
    admin::AdminClient &m_client;
    admin::AdminCall m_call{};
    Extent m_extent{};
    std::unique_ptr<QSaveFile> m_file;
    double m_progress = -1;
    int m_round = 0;
};

} // namespace ui
