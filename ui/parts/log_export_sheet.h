#pragma once

#include "ui/parts/file_sheet.h"

namespace ui {

/// Saves a log as a file: CSV, or one JSON object a line.
/// Thread: main. `client` must outlive it.
class LogExportSheet final : public FileSheet {
    Q_OBJECT
public:
    struct Wish {
        const char *operation; ///< Answers in pieces.
        const char *name;      ///< Leads the names of its widgets.
        QString title{};
        QString subtitle{};
        QString file{}; ///< Suggested, without what is behind the point.
        std::vector<std::pair<std::string, std::string>> filter{};
        ExportRun::Extent extent{}; ///< For the progress.
    };
    LogExportSheet(admin::AdminClient &client, QWidget &window, Wish wish);

private:
    admin::AdminCall call() const override;
    ExportRun::Extent extent() const override { return m_wish.extent; }
    QString fileName() const override;
    QString filter() const override;
    bool isCsv() const;

    Wish m_wish;
};

} // namespace ui
