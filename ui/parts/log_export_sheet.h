#pragma once

#include "ui/pages/costs/export_run.h"
#include "ui/widgets/sheet.h"

namespace ui {

class Button;
class FormField;
class Label;
class PathField;
class ProgressBar;
class SegmentedControl;

/// Saves a log as a file: CSV, or one JSON object a line. It may be stopped, and then there is no file. Deletes itself
/// when it is closed.
/// Thread: main. `client` must outlive it.
class LogExportSheet final : public Sheet {
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

Q_SIGNALS:
    void saved(const QString &path);

private:
    void build();
    void buildFooter();
    void suggestPath();
    bool isCsv() const;
    QString named(QLatin1StringView what) const;
    void startOrCancel();
    void fail(const base::Error &error);
    void present();

    ExportRun m_run;
    Wish m_wish;
    QWidget *m_form;
    SegmentedControl *m_format;
    PathField *m_path;
    FormField *m_pathField = nullptr;
    QString m_suggested{};
    ProgressBar *m_progress;
    Label *m_words;
    Button *m_act;
};

} // namespace ui
