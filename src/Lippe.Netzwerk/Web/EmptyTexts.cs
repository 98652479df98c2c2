using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;

namespace Lippe.Netzwerk.Web;

/// <summary>Binds an empty text field to an empty text, as forms declare it.</summary>
/// <remarks>The framework would make it null.</remarks>
internal sealed class EmptyTexts : IDisplayMetadataProvider
{
    public void CreateDisplayMetadata(DisplayMetadataProviderContext context) =>
        context.DisplayMetadata.ConvertEmptyStringToNull = false;
}
