#pragma once

#include <vector>

#include "admin/admin_client.h"
#include "base/tar.h"
#include "ui/widgets/sheet.h"

namespace ui {

class Button;
class CodeView;
class FormField;
class Label;
class PathField;
class FilterButton;

/// Saves what helps to find a fault as one file, after showing every word of it. Deletes itself when it is closed.
/// Thread: main. `client` must outlive it.
class DiagnosticsSheet final : public Sheet {
    Q_OBJECT
public:
    DiagnosticsSheet(admin::AdminClient &client, QWidget &window);

Q_SIGNALS:
    void saved(const QString &path);

private:
    QWidget *buildContent();
    void buildFooter();
    void load();
    void take(const base::Json &answer);
    void showFile(int index);
    void chooseFile();
    void say(const QString &words, bool isError);
    void save();

    admin::AdminClient &m_client;
    std::vector<base::TarFile> m_files{};
    int m_shown = 0;
    FilterButton *m_choice;
    Label *m_size;
    CodeView *m_text;
    PathField *m_path;
    FormField *m_pathField = nullptr;
    Label *m_words;
    Button *m_save;
};

} // namespace ui
