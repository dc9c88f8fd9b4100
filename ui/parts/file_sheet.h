#pragma once

#include "ui/pages/costs/export_run.h"
#include "ui/widgets/sheet.h"

class QVBoxLayout;

namespace ui {

class Button;
class FormField;
class Label;
class PathField;
class ProgressBar;
class SegmentedControl;

/// Saves something as a file: its format, its place, and how far it is. It may be stopped, and then there is no file.
/// Deletes itself when it is closed.
/// Thread: main. `client` must outlive it.
class FileSheet : public Sheet {
    Q_OBJECT
public:
    /// `name` leads the names of its widgets, and may be empty.
    FileSheet(admin::AdminClient &client, QWidget &window, const QString &name, const QStringList &formats);

Q_SIGNALS:
    void saved(const QString &path);

protected:
    /// What it asks for as it is filled in now.
    virtual admin::AdminCall call() const = 0;
    virtual ExportRun::Extent extent() const = 0;
    /// Suggested, without its folder.
    virtual QString fileName() const = 0;
    /// Of the system's own window for files.
    virtual QString filter() const = 0;
    /// Another choice was made: what depends on it follows.
    virtual void follow();

    QWidget *form() const { return m_form; }
    /// Above the format. `name` is that of the field.
    FormField *addField(const QString &label, QWidget *control, const QString &name);
    /// Once the choices above them are there.
    void addFormatAndPlace();
    int format() const;
    FormField *formatField() const { return m_formatField; }

private:
    void buildFooter();
    void suggestPath();
    QString named(QLatin1StringView what) const;
    void startOrCancel();
    void fail(const base::Error &error);
    void present();

    ExportRun m_run;
    QString m_name;
    QWidget *m_form;
    QVBoxLayout *m_column;
    SegmentedControl *m_format;
    FormField *m_formatField = nullptr;
    PathField *m_path;
    FormField *m_pathField = nullptr; ///< Null while it is being built.
    QString m_suggested{};
    ProgressBar *m_progress;
    Label *m_words;
    Button *m_act;
};

} // namespace ui
